package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed again and again, through the launcher, and goes on. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Order(6)
final class KillTest {
    private static final String POINTS = "points.jsonl";
    private static final int PATIENCE_MILLISECONDS = 120_000;

    @TempDir
    private static Path directory;

    private static Checkout checkout;
    private static Path config;

    @BeforeAll
    static void prepare() throws IOException {
        checkout = new Checkout(directory);
        config = Files.writeString(directory.resolve("long.yaml"), """
                title: A run that takes a while
                experiments: [belle2-ita, belle2-hta]
                studies:
                  - {id: scan, type: mass-scan, scenario: spin32-pair, couplings: [FTT], masses: {from: 0.2, to: 2.2, points: 1500}}
                  - {id: toys, type: goodness-of-fit, hypothesis: sm, toys: 2000}
                  - {id: plane, type: coupling-plane, scenario: scalar, mass: 2.1,
                     x: {coupling: gS, from: -3.0e-8, to: 3.0e-8, points: 31}, y: {coupling: gP, from: -6.0e-8, to: 6.0e-8, points: 31}}
                  - {id: rank, type: compare, of: [scan]}
                """);
        Execution whole = end(start("whole"), "whole");
        assertThat(whole.exitCode()).as(whole.err()).isZero();
    }

    @AfterAll
    static void unlink() {
        checkout.close();
    }

    private static List<String> command(String out, String... more) {
        List<String> command = new ArrayList<>(List.of(
                checkout.launcher().toString(),
                "run",
                config.toString(),
                "--out",
                directory.resolve(out).toString(),
                "--figures",
                "none",
                "--no-report"));
        command.addAll(List.of(more));
        return command;
    }

    private static Process start(String out, String... more) {
        return Execution.start(
                directory,
                command(out, more),
                checkout.environment(),
                directory.resolve(out + "-stdout.txt"),
                directory.resolve(out + "-stderr.txt"));
    }

    private static Execution end(Process run, String out) {
        return Execution.finish(run, directory.resolve(out + "-stdout.txt"), directory.resolve(out + "-stderr.txt"));
    }

    /** The whole lines of a journal. */
    private static List<String> lines(String out) throws IOException {
        Path journal = directory.resolve(out).resolve(POINTS);
        String text = Files.exists(journal) ? Files.readString(journal) : "";
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        lines.remove(lines.size() - 1);
        return lines;
    }

    private static void waitForLines(Process run, String out, int count) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLISECONDS * 1_000_000L;
        while (lines(out).size() < count) {
            assertThat(run.isAlive()).as("the run is alive").isTrue();
            assertThat(System.nanoTime()).as("the time until points are there").isLessThan(end);
            Thread.sleep(20);
        }
    }

    /** Kills the program, which the launcher has started, without a warning. */
    private static void kill(Process launcher) {
        launcher.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** The files of a run, without times. */
    private static List<String> content(String out) {
        try (Stream<Path> files = Files.walk(directory.resolve(out))) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(KillTest::content)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String content(Path file) {
        try {
            return file.getFileName() + "\n"
                    + Files.readString(file).replaceAll("\"elapsedSeconds\": [^,]+", "\"elapsedSeconds\": 0");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void losesOnlyThePointsInFlight() throws IOException, InterruptedException {
        List<String> before = List.of();
        for (int more : List.of(1, 100, 300, 500, 20)) {
            Process run = start("killed", "--resume", "--threads", more % 2 == 0 ? "2" : "1");
            waitForLines(run, "killed", before.size() + more);
            kill(run);

            Execution killed = end(run, "killed");
            assertThat(killed.exitCode()).as(killed.err()).isEqualTo(3);
            assertThat(killed.err()).contains("emiss: Java ended with code 137 before the program was done");
            List<String> after = lines("killed");
            assertThat(after.subList(0, before.size())).isEqualTo(before);
            before = after;
        }
        Execution last = end(start("killed", "--resume"), "killed");

        assertThat(last.exitCode()).as(last.err()).isZero();
        assertThat(last.err()).contains("goes on after " + (before.size() - 1) + " points");
        assertThat(content("killed")).isEqualTo(content("whole"));
        assertThat(directory.resolve("killed").resolve(POINTS)).doesNotExist();
    }

    @Test
    void aShardThatIsToldToEndGoesOn() throws IOException, InterruptedException {
        Process run = start("shard", "--shard", "2/2");
        waitForLines(run, "shard", 40);
        run.destroy();
        Execution ended = end(run, "shard");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(143);
        assertThat(ended.err()).contains("interrupted: ");

        Execution second = end(start("shard", "--shard", "2/2", "--resume"), "shard");
        Execution first = end(start("other", "--shard", "1/2"), "other");

        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(first.exitCode()).as(first.err()).isZero();
        Execution merged = Execution.of(
                directory,
                List.of(
                        checkout.launcher().toString(),
                        "merge",
                        "other",
                        "shard",
                        "--out",
                        "merged",
                        "--figures",
                        "none",
                        "--no-report"),
                Map.copyOf(checkout.environment()));
        assertThat(merged.exitCode()).as(merged.err()).isZero();
        assertThat(content("merged")).isEqualTo(content("whole"));
    }
}
