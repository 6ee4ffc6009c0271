package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shell of a reader of the manual, who types its commands in an empty folder and has {@code emiss} on the PATH. */
final class PageShell implements AutoCloseable {
    private final Checkout checkout;
    private final Path tools;
    private final Path work;

    PageShell(Path directory) {
        checkout = new Checkout(directory);
        try {
            tools = Files.createDirectory(directory.resolve("tools"));
            work = Files.createDirectory(directory.resolve("work"));
            Files.createSymbolicLink(tools.resolve("emiss"), checkout.launcher());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The folder in which the commands run. */
    Path work() {
        return work;
    }

    /** The checkout to which {@code emiss} belongs. */
    Checkout checkout() {
        return checkout;
    }

    /** Types the shell blocks of a page, in their order, after writing the files of the page. */
    List<Execution> follow(String page) {
        Manual.writeFiles(page, work);
        List<Execution> commands = new ArrayList<>();
        for (Manual.Block block : Manual.blocks(page, "sh")) {
            commands.add(run(block.text()));
        }
        return commands;
    }

    /** Runs a script, which ends at the first command that fails. */
    Execution run(String script) {
        return runIn(work, script);
    }

    /** Runs a script in a folder; it must work, without complaints. */
    Execution runIn(Path directory, String script) {
        Map<String, String> environment = new HashMap<>(checkout.environment());
        environment.put("PATH", tools + ":" + System.getenv("PATH"));
        environment.put("LC_ALL", "C.UTF-8");
        Execution run = Execution.of(directory, List.of("sh", "-eu", "-c", script), environment);
        assertThat(run.exitCode()).as("%s%n%s%s", script, run.out(), run.err()).isZero();
        assertThat(run.err()).as(script).isEmpty();
        return run;
    }

    @Override
    public void close() {
        checkout.close();
    }
}
