package emiss.app.run;

import java.util.List;

/** Is told how far a run has come. */
public interface Progress {
    /** Says nothing to anyone. */
    Progress SILENT = new Progress() {};

    /**
     * What will come: studies, which take similar times if they are of one type, and then something else.
     *
     * @param types one per study, in order; empty for a study that takes no time
     * @param then what comes after the studies; empty if nothing
     */
    default void plan(List<String> types, String then) {}

    /** A study is waited for from now on: number {@code index} (from 0) of {@code count}; others may go on beside it. */
    default void study(String id, int index, int count) {}

    /** All studies are done, and something else begins. */
    default void after(String what) {}

    /** What is going on has {@code count} more tasks; called from any thread. */
    default void tasks(int count) {}

    /** One task is done; called from any thread. */
    default void taskDone() {}

    /** Something else will be printed now; nothing of the progress may stay on the line. */
    default void clear() {}

    /** Prints something else, into which no progress may come. */
    default void aside(Runnable print) {
        print.run();
    }
}
