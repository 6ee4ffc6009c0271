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
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs into a file system that becomes full, mounted for the run alone. Skipped where that is not allowed. */
@EnabledIf("mayMount")
final class FullDiskTest {
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

    /** Full before the first results, between studies, at the last study, and while figures are drawn. */
    @ParameterizedTest
    @CsvSource({"8k, 0", "24k, 1", "64k, 2", "180k, 3"})
    void keepsWhatWasWrittenBefore(String size, int finished) throws IOException {
        Path small = Files.createDirectory(directory.resolve("small"));
        Path kept = Files.createDirectory(directory.resolve("kept"));
        List<String> command = Distribution.onModulePath(
                "run",
                Distribution.root().resolve("config/quickstart.yaml").toString(),
                "--out",
                small.resolve("out").toString());
        String script = "mount -t tmpfs -o size=" + size + " tmpfs " + small + "; \"$@\"; code=$?; cp -r " + small
                + "/out/. " + kept + "; exit $code";
        List<String> wrapped =
                new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh"));
        wrapped.addAll(command);

        Execution run = Execution.of(directory, wrapped);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
        assertThat(run.err().lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("emiss: cannot write " + small.resolve("out"))
                        .endsWith(": No space left on device"));
        assertThat(names(kept)).noneMatch(name -> name.endsWith(".part") || name.equals(".emiss-lock"));
        if (finished == 0) {
            assertThat(kept.resolve("results.json")).doesNotExist();
        } else {
            for (int i = 0; i < finished; i++) {
                assertThat(Results.read(kept)
                                .get("studies")
                                .get(i)
                                .get("status")
                                .asString())
                        .isEqualTo("ok");
            }
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
