package io.csatrelay.demo;

import java.util.List;
import java.util.Set;

/**
 * What the demo Gnatta asks of requests at one path: as the page has it, tile by tile, and known to nobody else. The page gives three
 * paths; the others are invented.
 *
 * @param path   with {@code *} for by-date or count
 * @param kinds  D by date, C count, L list, and X what only the export has
 * @param needs  fields that it requires
 * @param may    fields beside those that all take
 * @param groups the field that it groups by; empty for none
 * @param unit   n numbers, t times, p percentages
 */
record GnattaTile(String path, String kinds, Set<String> needs, Set<String> may, String groups, String unit) {

    private static final List<GnattaTile> ALL = """
            interactions/state/*              DC  state                 -              -               n
            interactions/state/*/by-channels  DC  state,channels        -              channels        n
            interactions/state/*/by-data      DC  state,data            orderBy        data            n
            interactions/state/*/by-queues    DC  state,queues          -              queues          n
            interactions/state/*/by-users     DC  state,userIds         -              userIds         n
            interactions/queueing/*/by-queues DC  queues                -              queues          t
            interactions/ivr/*/by-queues      DC  ivr,queues            -              queues          t
            units-of-work/actions/*/by-users  DC  action,userIds        -              userIds         n
            messages/volume/*                 DC  direction             -              -               n
            messages/volume/*/by-channels     DC  direction,channels    oldState       channels        n
            messages/volume/*/by-queues       DC  direction,queues      oldState       queues          n
            messages/volume/*/by-accounts     DC  direction,accounts    oldState       accounts        n
            messages/volume/*/by-users        DC  direction,userIds     oldState       userIds         n
            messages/times/*                  DC  responseTime          -              -               t
            messages/times/*/by-channels      DC  responseTime,channels oldState       channels        t
            messages/times/*/by-queues        DC  responseTime,queues   oldState       queues          t
            messages/times/*/by-accounts      DC  responseTime,accounts oldState       accounts        t
            messages/times/*/by-users         DC  responseTime,userIds  oldState       userIds         t
            live-conversations/percentages/*/by-accounts DC live,accounts oldState,direction accounts p
            live-conversations/totals/*/by-accounts      DC live,accounts oldState,direction accounts n
            live-conversations/durations/*/by-accounts   DC live,accounts oldState,direction accounts t
            contacts-per-hour/users/*/by-channels C userState,userIds,channels -       userIds         p
            contacts-per-hour/users/*/by-queues   C userState,userIds,queues   -       userIds         p
            contacts-per-hour/users/*         DC  userState,userIds     -              userIds         p
            contacts-per-hour/average/*       XDC userState,userIds     -              -               p
            presence/durations/*              DC  presence,userIds      -              userIds         t
            presence/percentages/*            C   available,userIds     -              userIds         p
            users/metrics/*                   C   userIds               -              userIds         p
            interactions/view                 L   orderBy,orderByField  contexts       -               n
            conversations/view                L   orderBy,orderByField  contexts       -               n
            messages/view                     L   orderBy,orderByField  contexts       -               n
            units-of-work/view                L   orderBy,orderByField  contexts       -               n
            """.lines().map(GnattaTile::read).toList();

    private static GnattaTile read(String line) {
        String[] parts = line.split("\\s+");
        return new GnattaTile(parts[0], parts[1], set(parts[2]), set(parts[3]), parts[4].equals("-") ? "" : parts[4], parts[5]);
    }

    private static Set<String> set(String words) {
        return words.equals("-") ? Set.of() : Set.of(words.split(","));
    }

    /** What is at a path; null for nothing. */
    static GnattaTile at(String path, boolean export) {
        return ALL.stream().filter(tile -> tile.has(path, 'D', "by-date") || tile.has(path, 'C', "count") || tile.kinds.equals("L") && tile.path.equals(path))
                .filter(tile -> export || !tile.kinds.startsWith("X")).findFirst()
                .map(tile -> new GnattaTile(path, path.contains("/by-date") ? "D" : tile.kinds.equals("L") ? "L" : "C", tile.needs, tile.may, tile.groups, tile.unit))
                .orElse(null);
    }

    private boolean has(String asked, char kind, String word) {
        return kinds.indexOf(kind) >= 0 && path.replace("*", word).equals(asked);
    }

    boolean byDate() {
        return kinds.equals("D");
    }

    boolean list() {
        return kinds.equals("L");
    }
}
