package io.csatrelay.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.csatrelay.store.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/store.md has the tables that the migrations make, no more and no less, and its SQL runs. */
class StorePageTest {
    private static final Documents.Document PAGE = Documents.Document.of(Path.of("docs/store.md"));
    private static final Pattern COLUMN_TABLE = Pattern.compile("\\| column \\| \\|\\n\\|---\\|---\\|\\n((?:\\|.*\\n)+)");
    private static final Pattern NAME = Pattern.compile("`([a-z_0-9]+)`");

    @TempDir
    static Path folder;
    private static Database store;

    @BeforeAll
    static void open() {
        store = Database.open("jdbc:sqlite:" + folder.resolve("store.db"), null, null);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void shouldListEveryTableWithItsColumns() throws Exception {
        Map<String, TreeSet<String>> there = new TreeMap<>();
        for (String table : rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'flyway_%'")) {
            there.put(table, new TreeSet<>(rows("SELECT name FROM pragma_table_info('" + table + "')")));
        }
        Map<String, TreeSet<String>> written = new TreeMap<>();
        PAGE.anchors().stream().filter(there::containsKey).forEach(table -> written.put(table, columns(table)));

        assertThat(written).isEqualTo(there);
    }

    @Test
    void shouldListEveryStateOfTheOutbox() throws Exception {
        String check = rows("SELECT sql FROM sqlite_master WHERE name = 'outbox'").get(0);
        List<String> states = Pattern.compile("'([a-z]+)'").matcher(check.substring(check.indexOf("CHECK"))).results().map(state -> state.group(1)).toList();

        assertThat(states).hasSize(7).allSatisfy(state -> assertThat(PAGE.paragraph("outbox")).contains("\n| `" + state + "` |"));
    }

    @Test
    void shouldShowSqlThatRuns() {
        List<String> statements = PAGE.blocks().stream().filter(block -> block.kind().equals("sql run"))
                .flatMap(block -> Arrays.stream(block.text().split(";"))).map(String::strip).filter(sql -> !sql.isEmpty()).toList();

        assertThat(statements).hasSizeGreaterThan(3).allSatisfy(sql -> assertThatCode(() -> rows(sql)).doesNotThrowAnyException());
    }

    private static TreeSet<String> columns(String table) {
        TreeSet<String> columns = new TreeSet<>();
        COLUMN_TABLE.matcher(PAGE.paragraph(table)).results().flatMap(rows -> rows.group(1).lines())
                .forEach(row -> NAME.matcher(row.split("\\|")[1]).results().forEach(name -> columns.add(name.group(1))));
        return columns;
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = store.readers().getConnection(); Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
