package emiss.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * The script that started the program, if one did. It believes that the program came to its end only if the exit code is moved by a
 * number that it chose, which a plugin that ends the program does not know. If the script is gone, the program ends.
 */
final class Launcher {
    /** The system property with the number that is added to exit codes. */
    static final String PROPERTY = "emiss.exit";

    private static final Duration LOOK = Duration.ofMillis(500);

    /** How long hooks of plugins may take at the end. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int TERMINATED = 143;

    private final int added;

    private Launcher(int added) {
        this.added = added;
    }

    /** The script that started this program; to be called before plugins are loaded. */
    static Launcher find() {
        String said = System.clearProperty(PROPERTY);
        if (said == null || !said.matches("[0-9]{1,3}")) {
            return new Launcher(0);
        }
        daemon("emiss-launcher", Launcher::watch);
        return new Launcher(Integer.parseInt(said));
    }

    /** Ends the program, whatever threads and hooks plugins have left. */
    void exit(int code) {
        daemon("emiss-exit", () -> {
            sleep(PATIENCE);
            Runtime.getRuntime().halt(code + added);
        });
        System.exit(code + added);
    }

    private static void watch() {
        Optional<Long> parent = parent();
        while (parent.equals(parent())) {
            sleep(LOOK);
        }
        System.exit(TERMINATED);
    }

    private static Optional<Long> parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid);
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException nobody) {
            Thread.currentThread().interrupt();
        }
    }
}
