package emiss.app.command;

/** Exit codes of the program. */
final class ExitCode {
    /** Everything was done. */
    static final int DONE = 0;

    /** The input is wrong; nothing ran. */
    static final int WRONG_INPUT = 2;

    /** Some study or point failed; the rest is written. */
    static final int INCOMPLETE = 3;

    /** The results could not be written. */
    static final int NOT_WRITTEN = 4;

    private ExitCode() {}
}
