package emiss.cli;

/**
 * When results are written while a run goes on: at once, and then again after so long that writing takes a small part of the time,
 * however short the studies and however large the results. Times are those of {@link System#nanoTime}.
 */
final class WritingPace {
    /** Results are left as they are for so many times the time that it took to write them. */
    private static final int TIMES_LEFT = 20;

    private boolean isFirst = true;
    private long next;

    /** Whether it is time to write. */
    boolean isDue(long now) {
        return isFirst || now - next >= 0;
    }

    /** Results were written in the meantime. */
    void wrote(long start, long end) {
        isFirst = false;
        next = end + TIMES_LEFT * (end - start);
    }
}
