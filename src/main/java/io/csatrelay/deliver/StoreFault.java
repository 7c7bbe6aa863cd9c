package io.csatrelay.deliver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the store cannot be written, such as when the disk is full, and once that it can again. Used by one thread at a time. */
final class StoreFault {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private boolean there;

    void came(RuntimeException failed) {
        if (!there) {
            LOG.warn("delivering to MaestroQA: the store cannot be written: nothing is sent until it can, which is looked for every second; "
                    + "answers that came are kept meanwhile: see that the disk has room, and do not stop the process", failed);
        }
        there = true;
    }

    void gone() {
        if (there) {
            LOG.info("delivering to MaestroQA goes on: the store can be written again");
        }
        there = false;
    }
}
