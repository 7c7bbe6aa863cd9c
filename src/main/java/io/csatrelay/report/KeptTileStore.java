package io.csatrelay.report;

import java.util.List;
import java.util.Optional;

/** What serving Gnatta's tiles needs of the store. */
public interface KeptTileStore {
    /** The answer to a request that was read last. @param request its identity */
    Optional<KeptTile> kept(String request);

    /** The answer that a source has to a request. @param request its identity */
    Optional<KeptTile> kept(String source, String request);

    /** Of each series the answer whose range ends last, by tile; without bodies, with the first so many figures of each. */
    List<KeptTile> newest(int figures);
}
