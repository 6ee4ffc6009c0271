package emiss.server;

import emiss.data.document.Node;

/**
 * What is answered at a path.
 *
 * @param method {@code GET} or {@code POST}
 * @param path behind the token, for example {@code /api/evaluate}
 * @param answer makes the answer
 */
record Route(String method, String path, Work answer) {
    /** Makes an answer. */
    @FunctionalInterface
    interface Work {
        /**
         * Makes it.
         *
         * @param document the body, an empty object if there is none
         */
        Reply of(Node document);
    }
}
