package io.csatrelay.tile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class TileFiguresTest {
    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    private static List<String> figures(String text) throws Exception {
        return TileFigures.in(json(text)).stream().map(figure -> figure.path() + " " + figure.name() + " [" + figure.label() + "] " + figure.period() + " = " + figure.value()).toList();
    }

    @Test
    void shouldFindEveryNumberWithItsGroupAndItsTime() throws Exception {
        assertThat(figures("{'data':[{'from':'2026-05-01T00:00:00Z','to':'2026-05-02T00:00:00Z','groups':[{'id':'7','name':'Email','count':3},{'name':'SMS','count':0.5}],'total':3.5}]}")).containsExactly(
                "/data/0/groups/0/count count [Email] 2026-05-01T00:00:00Z = 3", "/data/0/groups/1/count count [SMS] 2026-05-01T00:00:00Z = 0.5",
                "/data/0/total total [] 2026-05-01T00:00:00Z = 3.5");
        assertThat(figures("{'2026-05-01':{'Email':{'count':3}},'2026-05-02':4}")).containsExactly(
                "/2026-05-01/Email/count count [Email] 2026-05-01 = 3", "/2026-05-02 value [] 2026-05-02 = 4");
        assertThat(figures("[1,[2],{'a/b~c':3,'text':'words','none':null,'yes':true}]")).containsExactly("/0 value []  = 1", "/1/0 value []  = 2", "/2/a~1b~0c a/b~c [words]  = 3");
        assertThat(figures("12")).containsExactly(" value []  = 12");
        assertThat(figures("{'error':'none'}")).isEmpty();
    }

    /** "We do not consider this duplication, as they are separate audited events": tile 37 may list one interaction twice. */
    @Test
    void shouldCountAnInteractionThatIsListedTwiceTwice() throws Exception {
        assertThat(figures("{'rows':[{'reference':'INT-1','timestamp':'2026-05-01T10:00:00Z','messages':2},{'reference':'INT-1','timestamp':'2026-05-01T11:00:00Z','messages':2}]}")).containsExactly(
                "/rows/0/messages messages [INT-1] 2026-05-01T10:00:00Z = 2", "/rows/1/messages messages [INT-1] 2026-05-01T11:00:00Z = 2");
    }

    @Test
    void shouldReadASpanOfTimeAsSeconds() throws Exception {
        assertThat(figures("{'name':'q','average':'00:01:23.5000000','longest':'1.02:00:00','back':'-00:00:01','at':'2026-05-01T00:01:23Z'}")).containsExactly(
                "/average average [q] 2026-05-01T00:01:23Z = 83.5000000", "/longest longest [q] 2026-05-01T00:01:23Z = 93600", "/back back [q] 2026-05-01T00:01:23Z = -1");
    }

    @Test
    void shouldStopWhereAnAnswerIsTooLargeOrTooDeep() throws Exception {
        StringBuilder many = new StringBuilder("[0");
        for (int i = 0; i < 30_000; i++) {
            many.append(",1");
        }
        assertThat(TileFigures.in(json(many + "]"))).hasSize(TileFigures.MOST);
        assertThat(TileFigures.in(json("[".repeat(200) + "1" + "]".repeat(200)))).isEmpty();
    }

    @Test
    void shouldTellRequestsApartByWhatTheyAskAndNotByHowItIsWritten() throws Exception {
        String one = TileIdentity.of(false, "p", json("{'newState':['Closed','Queued'],'oldState':[],'filters':{'groupBy':'Week','from':'2026-05-01T00:00:00Z'}}"));

        assertThat(TileIdentity.of(false, "p", json("{'filters':{'from':'2026-05-01T02:00:00.000+02:00','groupBy':'Weekly'},'newState':['Queued','Closed'],'oldState':null}"))).isEqualTo(one);
        assertThat(TileIdentity.of(false, "p", json("{'newState':['Closed'],'filters':{'groupBy':'Week','from':'2026-05-01T00:00:00Z'}}"))).isNotEqualTo(one);
        assertThat(TileIdentity.of(true, "p", json("{}"))).isNotEqualTo(TileIdentity.of(false, "p", json("{}")));
    }
}
