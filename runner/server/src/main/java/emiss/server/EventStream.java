package emiss.server;

import java.io.IOException;

/**
 * Events that are sent as they happen.
 *
 * @param work sends them, and returns after the last
 */
record EventStream(Work work) implements Reply {
    /** Sends events. */
    @FunctionalInterface
    interface Work {
        /**
         * Sends them.
         *
         * @throws IOException if nobody listens any more
         */
        void to(Events events) throws IOException;
    }
}
