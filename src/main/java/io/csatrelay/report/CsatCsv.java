package io.csatrelay.report;

import io.csatrelay.distribution.Figures;
import io.csatrelay.distribution.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes CSAT reports as CSV (RFC 4180): {@code from,to,group,csat_score1_answers,…,average}, a row per period and group; without groups
 * a row per period whose group is empty. The period before, if it was asked for, comes first. A score of nobody's answers is empty.
 */
final class CsatCsv {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setHeader(header()).get();

    private CsatCsv() {
    }

    private static String[] header() {
        List<String> names = new ArrayList<>(List.of("from", "to", "group"));
        names.addAll(Figures.NAMES);
        return names.toArray(String[]::new);
    }

    /** @return UTF-8 */
    static byte[] write(CsatFigures figures, List<CsatGroup> groups) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(text, FORMAT)) {
            for (CsatFigures.Period period : figures.periods()) {
                if (groups.isEmpty()) {
                    row(csv, period, "", period.total());
                }
                for (int i = 0; i < groups.size(); i++) {
                    row(csv, period, CsvCell.text(groups.get(i).asked()), period.groups().get(i));
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void row(CSVPrinter csv, CsatFigures.Period period, String group, Distribution distribution) throws IOException {
        List<Object> cells = new ArrayList<>(List.of(period.span().from(), period.span().to(), group));
        cells.addAll(Figures.values(distribution));
        csv.printRecord(cells);
    }
}
