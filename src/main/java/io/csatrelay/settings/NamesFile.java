package io.csatrelay.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Names by id, from a CSV file (RFC 4180, UTF-8) whose first line is {@code kind,id,name}; read at the start.
 *
 * @param path where it is
 * @param rows what it says, in its order
 */
public record NamesFile(Path path, List<Row> rows) {
    private static final List<String> HEAD = List.of("kind", "id", "name");
    private static final List<String> KINDS = List.of("agent", "group", "skill", "queue", "channel", "survey", "source", "account", "label");

    /**
     * A name.
     *
     * @param kind what it is a name of; {@code group} for skill and queue at once
     * @param id as reports show it
     * @param name what people call it
     */
    public record Row(String kind, String id, String name) {
    }

    static Format<NamesFile> format() {
        return new Format<>() {
            @Override
            public NamesFile parse(String text, Path workingDir) throws Refused {
                Path file = Formats.path().parse(text, workingDir);
                return new NamesFile(file, read(ValueFile.text(file)));
            }

            @Override
            public String text(NamesFile value) {
                return value.path().toString();
            }
        };
    }

    private static List<Row> read(String csv) throws Refused {
        List<Row> rows = new ArrayList<>();
        Set<Row> ids = new HashSet<>();
        try (CSVParser parser = CSVParser.parse(csv.replaceFirst("^\uFEFF", ""), CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get())) {
            boolean head = true;
            for (CSVRecord line : parser) {
                if (head) {
                    requireHead(line);
                    head = false;
                } else {
                    rows.add(row(line, parser.getCurrentLineNumber(), ids));
                }
            }
        } catch (IOException | IllegalStateException | java.io.UncheckedIOException broken) {
            throw new Refused("names a file that is no CSV", "write lines such as agent,35436,Name; a name with a comma in double quotes");
        }
        return List.copyOf(rows);
    }

    private static void requireHead(CSVRecord line) throws Refused {
        if (!line.toList().equals(HEAD)) {
            throw new Refused("names a file whose first line is not kind,id,name", "write that line before the others");
        }
    }

    private static Row row(CSVRecord line, long number, Set<Row> ids) throws Refused {
        if (line.size() != HEAD.size() || !KINDS.contains(line.get(0)) || line.get(1).isEmpty() || line.get(2).isEmpty()) {
            throw new Refused("names a file whose line " + number + " is no kind, id and name", "write one of " + String.join(", ", KINDS) + ", then the id and the name");
        }
        if (!ids.add(new Row(line.get(0), line.get(1), ""))) {
            throw new Refused("names a file whose line " + number + " names an id for the second time", "remove one of the two lines");
        }
        return new Row(line.get(0), line.get(1), line.get(2));
    }
}
