package io.csatrelay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.csatrelay.collect.IntakeCounts;
import io.csatrelay.deliver.Limit;
import io.csatrelay.deliver.RequestLedger;
import io.csatrelay.ops.IntakeMetrics;
import io.csatrelay.ops.Metrics;
import io.csatrelay.ops.PublishMetrics;
import io.csatrelay.ops.StatusReader;
import io.csatrelay.publish.Endpoint;
import io.csatrelay.publish.Publishing;
import io.csatrelay.settings.Time;
import io.csatrelay.store.Database;
import io.csatrelay.store.PublishSql;
import io.csatrelay.store.StatusSql;
import io.csatrelay.vendor.Backoff;
import io.csatrelay.vendor.Signature;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/alerts.yaml rests on metrics that are there, and each rule leads to what to do. */
class AlertsTest {
    private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\{([^}]*)}");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern OURS = Pattern.compile("csat_relay_[a-z_]+[a-z]");
    private static final Pattern OF_RUNBOOK = Pattern.compile("\\*Alert (\\w+)\\.\\*");
    /** Prometheus' own metric and functions. */
    private static final Set<String> PROMETHEUS = Set.of("up", "delta");
    private static final Path RUNBOOK = Path.of("docs/runbook.md");

    @TempDir
    static Path folder;
    /** As /observe/metrics has it. */
    private static String scraped;

    @BeforeAll
    static void scrape() {
        InstantSource clock = InstantSource.system();
        List<Limit> limits = List.of(new Limit(10, Duration.ofSeconds(1)), new Limit(100, Duration.ofMinutes(1)));
        try (Database store = Database.open("jdbc:sqlite:" + folder.resolve("store.db"), null, null)) {
            Map<String, String> sources = Collections.singletonMap("zendesk-ratings", null);
            StatusReader status = new StatusReader(new StatusSql(store), sources, true, clock, () -> true);
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            new Metrics(status, System::nanoTime).register(registry, sources.keySet(), new RequestLedger(limits, System::nanoTime), limits);
            new PublishMetrics(new Publishing(new PublishSql(store), Duration.ofMinutes(5), List.of(new Endpoint(URI.create("https://bi.company.com/csat"))),
                    Optional.of(new Signature("secret")), new Backoff(Backoff.FIRST, Backoff.LONGEST, () -> 0), Time.system())).register(registry);
            IntakeMetrics.register(registry, sources.keySet(), new IntakeCounts());
            scraped = registry.scrape();
        }
    }

    @Test
    void shouldUseOnlyMetricsThatAreExported() throws Exception {
        Set<String> used = new TreeSet<>();
        for (JsonNode rule : rules()) {
            String bare = rule.path("expr").asText().replaceAll("\\{[^}]*}", "").replaceAll("\\[[^]]*]", "");
            WORD.matcher(bare).results().forEach(word -> used.add(word.group()));
        }
        used.removeAll(PROMETHEUS);

        assertThat(used).isNotEmpty().allSatisfy(metric -> assertThat(scraped).containsPattern("(?m)^" + metric + "[{ ]"));
    }

    @Test
    void shouldAskForLabelsThatTheMetricsHave() throws Exception {
        List<String> asked = new ArrayList<>();
        for (JsonNode rule : rules()) {
            SELECTOR.matcher(rule.path("expr").asText()).results().filter(selector -> !PROMETHEUS.contains(selector.group(1)))
                    .forEach(selector -> asked.add("(?m)^" + selector.group(1) + "\\{[^}]*" + Pattern.quote(selector.group(2))));
        }

        assertThat(asked).isNotEmpty().allSatisfy(series -> assertThat(scraped).containsPattern(series));
    }

    @Test
    void shouldLeadEachAlertToItsParagraph() throws Exception {
        Documents.Document runbook = Documents.Document.of(RUNBOOK);
        Map<String, String> paragraphs = new TreeMap<>();
        for (JsonNode rule : rules()) {
            paragraphs.put(rule.path("alert").asText(), rule.at("/annotations/runbook").asText());
        }

        assertThat(paragraphs).allSatisfy((alert, link) -> {
            assertThat(link).startsWith(RUNBOOK + "#");
            assertThat(runbook.paragraph(link.substring(link.indexOf('#') + 1))).contains("*Alert " + alert + ".*");
        });
        assertThat(OF_RUNBOOK.matcher(runbook.text()).results().map(alert -> alert.group(1))).containsExactlyInAnyOrderElementsOf(paragraphs.keySet());
    }

    @Test
    void shouldSayOfEachAlertWhatItIsAndHowUrgent() throws Exception {
        assertThat(rules()).hasSizeGreaterThan(5).allSatisfy(rule -> {
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/description").asText()).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).isIn("page", "ticket");
        });
    }

    @Test
    void shouldExplainEveryMetricAndNoOther() {
        String exported = scraped.lines().filter(line -> line.startsWith("# TYPE ")).map(line -> line.split(" ")[2]).collect(Collectors.joining(" "));
        Set<String> explained = OURS.matcher(Documents.Document.of(Path.of("docs/operating.md")).paragraph("metrics")).results()
                .map(metric -> metric.group()).collect(Collectors.toSet());

        assertThat(explained).hasSizeGreaterThan(8).allSatisfy(metric -> assertThat(exported).containsPattern("\\b" + metric + "\\b"));
        assertThat(exported.split(" ")).allSatisfy(metric -> assertThat(explained).contains(metric.replaceAll("_max$", "")));
    }

    private static List<JsonNode> rules() throws Exception {
        List<JsonNode> rules = new ArrayList<>();
        new YAMLMapper().readTree(Files.readString(Path.of("docs/alerts.yaml"))).at("/groups/0/rules").forEach(rules::add);
        return rules;
    }
}
