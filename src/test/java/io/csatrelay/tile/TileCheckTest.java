package io.csatrelay.tile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileCheckTest {
    private static final String DAY = "\"from\":\"2026-05-01T00:00:00Z\",\"to\":\"2026-05-02T00:00:00Z\"";

    private final TileCatalogue catalogue = TileCatalogue.read(TestingTiles.SHIPPED.resolve(TileCatalogue.FILE));

    /** Bodies with ' for quotation marks and DAY for a range of a day. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "1|count|{'newState':['Closed'],'filters':{DAY}}|",
        "1|count|{'oldState':[],'newState':['Closed'],'filters':{DAY,'channels':['Email'],'queues':['q'],'data':[{'id':'d','values':['v']}]}}|",
        "1|count|{'filters':{DAY}}|newState is missing",
        "1|count|{'newState':[],'filters':{DAY}}|newState is empty",
        "1|count|{'newState':'Closed','filters':{DAY}}|newState is no list",
        "1|count|{'newState':['closed'],'filters':{DAY}}|newState is closed, not one of Closed",
        "1|count|{'newState':['Closed'],'userIds':['u'],'filters':{DAY}}|userIds is no field of it",
        "1|count|{'newState':['Closed'],'filters':{DAY,'groupBy':'Daily'}}|filters.groupBy is no field of it",
        "1|count|{'newState':['Closed'],'filters':{DAY,'channels':['Fax']}}|filters.channels is Fax, not one of Facebook, Instagram, Email, Twitter, SMS, Voice, TrustPilot, WebChat",
        "1|count|{'newState':['Closed'],'filters':{DAY,'data':[{'values':['v']}]}}|filters.data has an item without an id",
        "1|count|{'newState':['Closed'],'filters':{'from':'2026-05-01','to':'2026-05-02T00:00:00Z'}}|filters.from is no time in UTC such as 2026-05-01T00:00:00Z",
        "1|count|{'newState':['Closed'],'filters':{'from':'2026-05-02T00:00:00Z','to':'2026-05-01T00:00:00Z'}}|filters.from is not before filters.to",
        "1|count|{'newState':['Closed'],'filters':{'from':'2024-05-01T00:00:00Z','to':'2026-05-01T00:00:01Z'}}|from 2024-05-01T00:00:00Z to 2026-05-01T00:00:01Z is longer than 24 months",
        "1|by-date|{'newState':['Closed'],'timeZone':'Europe/Berlin','filters':{DAY,'groupBy':'Hour'}}|",
        "1|by-date|{'newState':['Closed'],'timeZone':'+02:00','filters':{DAY,'groupBy':'Hour'}}|timeZone is no time zone of the IANA's",
        "1|by-date|{'newState':['Closed'],'timeZone':'Mars','filters':{DAY,'groupBy':'Hour'}}|timeZone is no time zone of the IANA's",
        "1|by-date|{'newState':['Closed'],'filters':{DAY}}|filters.groupBy is not one of Hourly, Daily, Weekly, Monthly",
        "1|by-date|{'newState':['Closed'],'filters':{'groupBy':'Hourly','from':'2026-05-01T00:00:00Z','to':'2026-05-02T01:00:00Z'}}|from 2026-05-01T00:00:00Z to 2026-05-02T01:00:00Z is longer than 24 hours",
        "1|by-date|{'newState':['Closed'],'filters':{'groupBy':'Daily','from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}|",
        "1|by-date|{'newState':['Closed'],'filters':{'groupBy':'Daily','from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:01Z'}}|from 2026-05-01T00:00:00Z to 2026-06-01T00:00:01Z is longer than 31 days",
        "1|by-date|{'newState':['Closed'],'filters':{'groupBy':'Week','from':'2026-01-01T00:00:00Z','to':'2026-04-02T00:00:00Z'}}|from 2026-01-01T00:00:00Z to 2026-04-02T00:00:00Z is longer than 3 months",
        "1|by-date|{'newState':['Closed'],'filters':{'groupBy':'Monthly','from':'2024-05-01T00:00:00Z','to':'2026-05-01T00:00:01Z'}}|from 2024-05-01T00:00:00Z to 2026-05-01T00:00:01Z is longer than 24 months",
        "2|count|{'newState':['Closed'],'filters':{DAY}}|filters.channels is missing",
        "3|count|{'newState':['Closed'],'data':[{'id':'d'}],'orderBy':'Ascending','filters':{DAY}}|",
        "3|by-date|{'newState':['Closed'],'data':[{'id':'d'}],'orderBy':'Ascending','filters':{DAY,'groupBy':'Hourly'}}|orderBy is no field of it",
        "13|count|{'action':'Any','userIds':['u','u'],'filters':{DAY}}|userIds has u twice",
        "13|count|{'action':'Any','userIds':[''],'filters':{DAY}}|userIds is no text",
        "18|count|{'direction':'Inbound','userIds':['u'],'filters':{DAY}}|",
        "18|count|{'userIds':['u'],'filters':{DAY}}|direction is missing",
        "23|count|{'responseTime':'OriginatorWaitTime','userIds':['u'],'filters':{DAY}}|",
        "24|count|{'filters':{DAY}}|tile 24 is not collected: It explains 25, 26 and 27 and has no request of its own.",
        "26|count|{'newState':['Closed'],'accounts':['a'],'filters':{DAY,'channel':'WebChat','channels':['Email']}}|filters.channels is no field of it",
        "26|count|{'newState':['Closed'],'accounts':['a'],'direction':'Inbound','filters':{DAY,'channel':'WebChat'}}|direction may be sent only when filters.channel is Voice",
        "26|count|{'newState':['Closed'],'accounts':['a'],'direction':'Inbound','filters':{DAY,'channel':'Voice'}}|",
        "27|count|{'newState':['Closed'],'accounts':['a'],'direction':'Inbound','filters':{DAY,'channel':'WebChat'}}|direction may be sent only when filters.channel is Voice",
        "26|count|{'newState':['Closed'],'accounts':['a'],'filters':{DAY,'channel':'Voice'}}|",
        "26|count|{'newState':['Closed'],'accounts':['a'],'filters':{DAY,'channel':'Email'}}|filters.channel is Email, not one of WebChat, Voice",
        "30|by-date|{}|tile 30 has no request of the kind by-date",
        "34|count|{'userState':'LoggedIn','userIds':['u'],'filters':{DAY}}|userState is LoggedIn, not one of Available, Unavailable",
        "35|count|{'userState':'Unavailable','userIds':['u'],'filters':{DAY}}|userState is Unavailable, not one of Available",
        "37|messages|{'orderBy':'Ascending','orderByField':'Reference','contexts':['Data'],'filters':{DAY}}|contexts is Data, not one of Account, Queue, User",
        "37|messages|{'orderBy':'Ascending','filters':{DAY,'direction':'Inbound'}}|orderByField is missing",
        "37|interactions|{'orderByField':'Timestamp','contexts':['Data'],'filters':{DAY,'newState':['Closed']}}|orderBy is missing",
    })
    void shouldSayWhatGnattaWouldNotTake(int tile, String kind, String body, String problem) throws Exception {
        List<String> problems = new TileCheck(catalogue).problems(catalogue.tile(tile).orElseThrow(), kind,
                new ObjectMapper().readTree(body.replace('\'', '"').replace("DAY", DAY)));

        assertThat(problems).isEqualTo(problem == null ? List.of() : List.of("tile " + tile + " " + kind + ": " + problem));
    }
}
