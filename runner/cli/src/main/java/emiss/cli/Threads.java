package emiss.cli;

/** The check of {@code --threads}. */
final class Threads {
    private Threads() {}

    /** Refuses numbers of threads below 1. */
    static void check(int threads, Console console) {
        if (threads < 1) {
            throw console.wrong("--threads is " + threads + ", expected a whole number >= 1");
        }
    }
}
