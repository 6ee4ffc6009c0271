package emiss.dist;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Interpreters of Python on this machine. */
final class Python {
    private Python() {}

    /**
     * The first of the environment's EMISS_TEST_PYTHON, python3 on the PATH and /usr/bin/python3 that has some modules.
     *
     * @param directory where output may be kept
     */
    static Optional<String> having(Path directory, String... modules) {
        return Stream.of(System.getenv("EMISS_TEST_PYTHON"), "python3", "/usr/bin/python3")
                .filter(python -> python != null && has(python, directory, String.join(", ", modules)))
                .findFirst();
    }

    private static boolean has(String python, Path directory, String modules) {
        try {
            return Execution.of(
                                    directory,
                                    List.of(python, "-c", "import " + modules),
                                    Map.of("MPLCONFIGDIR", directory.toString()))
                            .exitCode()
                    == 0;
        } catch (RuntimeException missing) {
            return false;
        }
    }
}
