package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;

/** What the demo LivePerson counts. */
enum LivePersonMethod {
    CSAT("msgcsatdistribution") {
        @Override
        ObjectNode count(Collection<DemoConversation> all) {
            ObjectNode metrics = Json.object();
            long total = 0;
            long positive = 0;
            for (int score = 1; score <= 5; score++) {
                long answers = answers(all, score);
                metrics.put("csat_score" + score + "_answers", answers);
                total += answers;
                positive += score >= 4 ? answers : 0;
            }
            return metrics.put("total_answers", total).put("positive_answers", positive).put("csat_score", percentage(positive, total));
        }

        @Override
        boolean counts(DemoConversation one) {
            return one.score() > 0;
        }
    },
    ENGAGEMENT("engactivity") {
        @Override
        ObjectNode count(Collection<DemoConversation> all) {
            List<DemoConversation> interactive = all.stream().filter(DemoConversation::interactive).toList();
            List<DemoConversation> others = all.stream().filter(one -> !one.interactive()).toList();
            return Json.object().put("totalInteractiveChats", interactive.size()).put("totalNonInteractiveChats", others.size())
                    .put("totalHandlingTime", seconds(interactive)).put("nonInteractiveTotalHandlingTime", seconds(others))
                    .put("connectedEngagements", all.stream().filter(DemoConversation::connected).count());
        }

        @Override
        boolean counts(DemoConversation one) {
            return true;
        }
    };

    private final String path;

    LivePersonMethod(String path) {
        this.path = path;
    }

    /** The last part of its path. */
    String path() {
        return path;
    }

    /** Its metrics of these conversations. */
    abstract ObjectNode count(Collection<DemoConversation> all);

    /** Whether a conversation is in its counts at all. */
    abstract boolean counts(DemoConversation one);

    /** To two decimals; its documents do not say how many. */
    private static double percentage(long positive, long total) {
        return total == 0 ? 0 : BigDecimal.valueOf(100 * positive).divide(BigDecimal.valueOf(total), 2, RoundingMode.HALF_UP).doubleValue();
    }

    private static long answers(Collection<DemoConversation> all, int score) {
        return all.stream().filter(one -> one.score() == score).count();
    }

    private static long seconds(Collection<DemoConversation> all) {
        return all.stream().mapToLong(DemoConversation::handlingSeconds).sum();
    }
}
