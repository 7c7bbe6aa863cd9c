package io.csatrelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiContractTest {
    private final ApiContract contract = new ApiContract("/openapi/testing-templates.json");

    @Test
    void shouldKnowAPathByItsTemplate() {
        assertThat(contract.methods("/operations/api/account/local/msgcsatdistribution")).isEqualTo(Map.of("GET", "read"));
        assertThat(contract.methods("/operations/api/account/a.b/msgcsatdistribution")).isEqualTo(Map.of("GET", "read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/operations/api/account//msgcsatdistribution", "/operations/api/account/a/b/msgcsatdistribution",
        "/operations/api/account/a/msgcsatdistribution/", "/operations/api/account/a", "/x/operations/api/account/a/msgcsatdistribution", ""})
    void shouldTakeOneWholeSegmentForAParameter(String path) {
        assertThat(contract.methods(path)).isNull();
    }

    @Test
    void shouldPreferAPathWithoutParametersToATemplateThatFits() {
        assertThat(contract.methods("/operations/api/account/plain/msgcsatdistribution")).isEqualTo(Map.of("POST", "admin"));
    }

    @Test
    void shouldAskForNothingWhereSecurityIsEmpty() {
        assertThat(contract.methods("/openapi.json")).isEqualTo(Map.of("GET", ApiContract.PUBLIC));
    }
}
