package io.csatrelay.tile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes of an answer with somebody, whatever it looks like. */
class TileErasureTest {
    private static final TileErasure ERASURE = new TileErasure(id -> id.equalsIgnoreCase("u-8f6c1") || id.equals("36098") || id.equals("7"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'groups':[{'name':'u-8f6c1','n':7},{'name':'u-8f6c12','n':8}],'total':15} | {'groups':[{'name':'u-8f6c12','n':8}],'total':15}",
        "{'u-8f6c1':{'n':7},'u-2':{'n':8}} | {'u-2':{'n':8}}",
        "{'U-8F6C1':7,'u-2':8} | {'u-2':8}",
        "[{'userId':36098,'channels':[{'name':'Email','n':7}]},{'userId':36099,'channels':[]}] | [{'userId':36099,'channels':[]}]",
        "{'user':{'id':'u-8f6c1','name':'Jane'},'reference':'INT-1'} | {'reference':'INT-1'}",
        "{'users':['u-8f6c1','u-2'],'values':[7,8]} | {'users':['***','u-2'],'values':[7,8]}",
        "{'name':'closed by u-8f6c1, late','n':7} | {'name':'closed by ***, late','n':7}",
        "{'name':'Email','seconds':36098,'n':7} | {'name':'Email','seconds':36098,'n':7}",
        "{'name':'7','n':7} | {'name':'7','n':7}",
        "{'user':'u-8f6c1','n':7} | {}",
        "[{'name':'u-8f6c1'}] | []"})
    void shouldTakeTheSmallestGroupThatSaysTheId(String answer, String left) throws Exception {
        ObjectMapper json = new ObjectMapper();

        assertThat(ERASURE.of(json.readTree(answer.replace('\'', '"'))).toString()).isEqualTo(left.replace('\'', '"'));
    }

    @Test
    void shouldTakeRowsAndColumnsOfAnExport() throws Exception {
        assertThat(ERASURE.ofCsv("User,Value\nu-8f6c1,7\nu-2,8\n")).isEqualTo("User,Value\r\nu-2,8\r\n");
        assertThat(ERASURE.ofCsv("Period,u-8f6c1,u-2\n2026-05-01,7,8\n")).isEqualTo("Period,u-2\r\n2026-05-01,8\r\n");
        assertThat(ERASURE.ofCsv("Note,Value\n\"by u-8f6c1, late\",7\n")).isEqualTo("Note,Value\r\n\"by ***, late\",7\r\n");
        String other = "User,Value\nu-2,8\n";
        assertThat(ERASURE.ofCsv(other)).isSameAs(other);
    }
}
