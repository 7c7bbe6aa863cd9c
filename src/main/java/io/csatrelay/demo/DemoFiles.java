package io.csatrelay.demo;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Files as survey tools export them: a CSV of a spreadsheet with one bad row, and JSON lines. */
final class DemoFiles {
    /** How many ratings are in them. */
    static final int RATINGS = 59;

    private static final int FIRST_TICKET = 900_001;
    private static final Duration APART = Duration.ofHours(7);

    private DemoFiles() {
    }

    static void drop(Path folder, Instant now) throws IOException {
        Files.createDirectories(folder);
        StringBuilder csv = new StringBuilder("id;submitted_at;ticket_id;agent_email;score;comment;channel\r\n");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            String score = i == 20 ? "sehr gut" : String.valueOf(1 + i * 7 % 5);
            csv.append("shop-").append(i).append(';').append(at(now, i)).append(';').append(FIRST_TICKET + i).append(";agent").append(i % 5)
                    .append("@demo.example;").append(score).append(";\"Schnell; höflich,\nund für 5 € günstig\";shop\r\n");
        }
        for (int i = 0; i < 20; i++) {
            lines.append(Json.object().put("id", "kiosk-" + i).put("submitted_at", at(now, i)).put("ticket_id", FIRST_TICKET + 100 + i)
                    .put("agent_id", 360_100_000_001L + i % 5).put("score", 1 + i % 5).put("comment", "👍".repeat(i % 3)).put("channel", "kiosk")).append('\n');
        }
        Files.write(folder.resolve("shop survey.csv"), csv.toString().getBytes(Charset.forName("windows-1252")));
        Files.writeString(folder.resolve("kiosk.jsonl"), lines, StandardCharsets.UTF_8);
    }

    private static String at(Instant now, int i) {
        return now.minus(APART.multipliedBy(i + 1)).toString();
    }
}
