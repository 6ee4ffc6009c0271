package emiss.cli;

/** Exit codes of the program. */
final class ExitCode {
    /** Everything was done. */
    static final int DONE = 0;

    /** The input is wrong; nothing ran. */
    static final int WRONG_INPUT = 2;

    /** Some study, point or figure failed; the rest is written. */
    static final int INCOMPLETE = 3;

    /** Results, figures or pages could not be written. */
    static final int NOT_WRITTEN = 4;

    private ExitCode() {}
}
