package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "company.com       | company.com         | 443  | true",
        "company.com       | Api.Company.com     | 443  | true",
        "company.com       | mycompany.com       | 443  | false",
        ".company.com      | api.company.com     | 443  | true",
        ".company.com      | company.com         | 443  | true",
        "*.company.com     | api.company.com     | 443  | true",
        "api.company.com   | company.com         | 443  | false",
        "*                 | anything.example    | 443  | true",
        "company.com:8443  | company.com         | 8443 | true",
        "company.com:8443  | company.com         | 443  | false",
        "10.0.0.0/8        | 10.200.3.4          | 443  | true",
        "10.0.0.0/8        | 11.0.0.1            | 443  | false",
        "10.0.0.0/8        | ten.example         | 443  | false",
        "192.168.4.0/22    | 192.168.7.255       | 443  | true",
        "192.168.4.0/22    | 192.168.8.0         | 443  | false",
        "127.0.0.1         | 127.0.0.1           | 443  | true",
        "0.0.1             | 127.0.0.1           | 443  | false",
        "[::1]             | ::1                 | 443  | true",
        "[::1]:8443        | [::1]               | 8443 | true",
        "::1               | [::1]               | 443  | true",
        "fd00::/8          | fd12::1             | 443  | true",
        "10.0.0.0/99       | 10.0.0.1            | 443  | false"})
    void shouldCoverTheHostsThatAnEntryMeans(String entry, String host, int port, boolean covered) {
        assertThat(new NoProxy(List.of("other.example", entry)).covers(host, port)).isEqualTo(covered);
    }
}
