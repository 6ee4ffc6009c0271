package emiss.server;

/** What is sent back: at once, or event by event. */
sealed interface Reply permits Answer, EventStream {}
