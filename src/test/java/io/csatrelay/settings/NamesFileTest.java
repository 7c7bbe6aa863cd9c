package io.csatrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesFileTest {
    @TempDir
    private Path folder;

    private NamesFile read(String content) throws Exception {
        Files.writeString(folder.resolve("names.csv"), content, StandardCharsets.UTF_8);
        return NamesFile.format().parse("names.csv", folder);
    }

    @Test
    void shouldReadNamesWithCommasQuotesAndSigns() throws Exception {
        NamesFile file = read("\uFEFFkind,id,name\r\nagent,35436,\"Doe, \"\"J\"\"\"\r\n\r\ngroup,7,Zürich 🚀\n");

        assertThat(file.rows()).containsExactly(new NamesFile.Row("agent", "35436", "Doe, \"J\""), new NamesFile.Row("group", "7", "Zürich 🚀"));
        assertThat(NamesFile.format().text(file)).isEqualTo(folder.resolve("names.csv").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "id,kind,name;agent,1,A | first line is not kind,id,name",
        "agent,1,A | first line is not kind,id,name",
        "kind,id,name;agent,1 | line 2 is no kind, id and name",
        "kind,id,name;agent,1,A;robot,2,B | line 3 is no kind, id and name",
        "kind,id,name;agent,,A | line 2 is no kind, id and name",
        "kind,id,name;agent,1,A;agent,1,B | line 3 names an id for the second time",
        "kind,id,name;agent,1,\"A | is no CSV"})
    void shouldSayWhichLineIsWrong(String lines, String words) {
        assertThatThrownBy(() -> read(lines.replace(';', '\n') + "\n")).isInstanceOf(Refused.class).hasMessageContaining(words);
    }
}
