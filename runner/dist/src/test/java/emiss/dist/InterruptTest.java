package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ctrl-C during a long run. */
@EnabledOnOs(OS.LINUX)
final class InterruptTest {
    private static final int MASSES = 10000;
    private static final Pattern SOME_POINTS = Pattern.compile("long  [1-9]\\d*/" + MASSES);
    static final int SIGINT = 2;
    private static final int PATIENCE_MILLISECONDS = 60_000;

    @TempDir
    private Path directory;

    @Test
    void keepsFinishedPoints() throws IOException, InterruptedException {
        Path config = Files.writeString(directory.resolve("long.yaml"), """
                title: A long run
                experiments: [belle2-ita, belle2-hta]
                studies:
                  - {id: long, type: mass-scan, scenario: spin32-pair, couplings: [FTT],
                     masses: {from: 0.2, to: 2.2, points: %d}}
                  - {id: after, type: signal-strength}
                """.formatted(MASSES));
        Path results = directory.resolve("results");
        Path out = directory.resolve("stdout.txt");
        Path err = directory.resolve("stderr.txt");
        List<String> command = new ArrayList<>(
                Distribution.onModulePath("run", config.toString(), "--out", results.toString(), "--threads", "1"));
        command.add(1, "-Demiss.terminal=true");
        Process run = Execution.start(directory, command, Map.of(), out, err);
        try {
            waitForPoints(run, err);
            assumeFalse(ignores(run, SIGINT), "SIGINT is ignored here, as in background jobs of some shells");
            new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();
            Execution end = Execution.finish(run, out, err);

            assertThat(end.exitCode()).as(end.err()).isEqualTo(130);
        } finally {
            run.destroyForcibly();
        }
        JsonNode studies = new JsonMapper()
                .readTree(Files.readString(results.resolve("results.json")))
                .get("studies");
        JsonNode interrupted = studies.get(0);
        assertThat(interrupted.get("status").asString()).isEqualTo("partial");
        assertThat(interrupted.get("reasons").toString()).contains("interrupted", "of " + MASSES);
        assertThat(interrupted.findValue("points").size()).isBetween(1, MASSES - 1);
        assertThat(studies.get(1).get("status").asString()).isEqualTo("failed");
        assertThat(studies.get(1).get("reasons").toString()).contains("interrupted");
    }

    /** The progress line, which is meant for terminals, says when points have been computed. */
    private static void waitForPoints(Process run, Path err) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLISECONDS * 1_000_000L;
        while (!SOME_POINTS.matcher(Files.readString(err)).find()) {
            assertThat(run.isAlive()).as("the run is alive").isTrue();
            assertThat(System.nanoTime()).as("the time until points are there").isLessThan(end);
            Thread.sleep(50);
        }
    }

    /** Whether a signal is ignored, as SIGINT is in background jobs of some shells, and SIGHUP under nohup. */
    static boolean ignores(Process run, int signal) throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc", Long.toString(run.pid()), "status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored, 16) >>> (signal - 1) & 1) != 0;
    }
}
