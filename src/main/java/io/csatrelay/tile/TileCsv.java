package io.csatrelay.tile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Finds the numbers of an export: a column's heading is their name, the words of their row their group. */
public final class TileCsv {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ].*)?");
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setAllowMissingColumnNames(true).get();

    private TileCsv() {
    }

    /** The numbers, row by row. @throws IOException when it is no CSV with a heading, with words that quote nothing of it */
    public static List<TileFigure> figures(String csv) throws IOException {
        List<TileFigure> figures = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(csv, FORMAT)) {
            if (parser.getHeaderNames().isEmpty()) {
                throw new IOException("the export is empty: it has not even a heading");
            }
            for (CSVRecord row : parser) {
                row(row, parser.getHeaderNames(), figures);
                if (figures.size() >= TileFigures.MOST) {
                    break;
                }
            }
        } catch (IllegalArgumentException | UncheckedIOException broken) {
            throw new IOException("the export is no CSV with a heading", broken);
        }
        return figures;
    }

    /** How many rows an export has, its heading left out. */
    public static int rows(String csv) {
        try (CSVParser parser = CSVParser.parse(csv, FORMAT)) {
            return (int) parser.stream().count();
        } catch (IOException | UncheckedIOException broken) {
            // Figures were found in its beginning; what comes after it is not worth to fail for.
            return 0;
        }
    }

    private static void row(CSVRecord row, List<String> names, List<TileFigure> figures) {
        String label = "";
        String period = "";
        for (String cell : row) {
            if (TIME.matcher(cell).matches()) {
                period = period.isEmpty() ? cell : period;
            } else if (label.isEmpty() && number(cell).isEmpty()) {
                label = cell;
            }
        }
        for (int i = 0; i < Math.min(row.size(), names.size()); i++) {
            Optional<BigDecimal> value = number(row.get(i));
            if (value.isPresent()) {
                figures.add(new TileFigure("/" + row.getRecordNumber() + "/" + names.get(i), names.get(i), label, period, value.get()));
            }
        }
    }

    private static Optional<BigDecimal> number(String cell) {
        return NUMBER.matcher(cell).matches() ? Optional.of(new BigDecimal(cell)) : TileFigures.span(cell);
    }
}
