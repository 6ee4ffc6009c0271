package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Runs into a file system that becomes full, mounted for the run alone. Skipped where that is not allowed. */
@EnabledIf("mayMount")
final class FullDiskTest {
    /** Bytes that a file takes at a time. */
    private static final long PAGE = 4096;

    /** Of three studies. */
    private static final List<List<String>> FINISHED = List.of(
            List.of(), List.of("ok", "failed", "failed"), List.of("ok", "ok", "failed"), List.of("ok", "ok", "ok"));

    @TempDir
    private Path directory;

    static boolean mayMount() {
        try {
            Process attempt = new ProcessBuilder(
                            "unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return attempt.waitFor(10, TimeUnit.SECONDS) && attempt.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> run(Path out) {
        return Distribution.onModulePath(
                "run", Distribution.root().resolve("config/quickstart.yaml").toString(), "--out", out.toString());
    }

    /** Full before the first results, between studies, and while figures are drawn, as parts of what a whole run takes. */
    @Test
    void keepsWhatWasWrittenBefore() throws IOException {
        Path whole = directory.resolve("whole");
        assertThat(Execution.of(directory, run(whole)).exitCode()).isZero();
        long pages = pages(whole);
        for (double part : new double[] {0.02, 0.1, 0.7}) {
            Path small = Files.createDirectory(directory.resolve("small-" + part));
            Path kept = Files.createDirectory(directory.resolve("kept-" + part));
            String script = "mount -t tmpfs -o size=" + Math.round(part * pages) * PAGE + " tmpfs " + small
                    + "; \"$@\"; code=$?; cp -r " + small + "/out/. " + kept + "; exit $code";
            List<String> command =
                    new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh"));
            command.addAll(run(small.resolve("out")));

            Execution run = Execution.of(directory, command);

            assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
            assertThat(run.err().lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("emiss: cannot write " + small.resolve("out"))
                            .endsWith(": No space left on device"));
            assertThat(names(kept)).noneMatch(name -> name.endsWith(".part") || name.equals(".emiss-lock"));
            List<String> statuses = statuses(kept);
            assertThat(statuses).isIn(FINISHED);
            if (part > 0.5) {
                assertThat(statuses).containsExactly("ok", "ok", "ok");
            }
        }
    }

    /** What the results say of the studies; nothing if there are none. */
    private static List<String> statuses(Path kept) {
        List<String> statuses = new ArrayList<>();
        if (Files.exists(kept.resolve("results.json"))) {
            Results.read(kept)
                    .get("studies")
                    .forEach(study -> statuses.add(study.get("status").asString()));
        }
        return statuses;
    }

    private static long pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> 1 + file.toFile().length() / PAGE).sum();
        }
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
