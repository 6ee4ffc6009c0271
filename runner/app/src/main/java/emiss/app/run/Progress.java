package emiss.app.run;

/** Is told how far a run has come. */
public interface Progress {
    /** Says nothing to anyone. */
    Progress SILENT = new Progress() {};

    /** A study begins: number {@code index} (from 0) of {@code count}. */
    default void study(String id, int index, int count) {}

    /** The current study has {@code count} more tasks. */
    default void tasks(int count) {}

    /** One task is done; called from any thread. */
    default void taskDone() {}

    /** Something else will be printed now; nothing of the progress may stay on the line. */
    default void clear() {}
}
