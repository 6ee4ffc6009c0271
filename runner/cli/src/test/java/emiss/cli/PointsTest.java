package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The journal of a run, runs that go on, and shards: whoever computes the points, the results are the same to the last byte. */
class PointsTest {
    private static final String CONFIG = """
            title: All kinds of points
            experiments: [belle2-ita, belle2-hta]
            studies:
              - {id: scan, type: mass-scan, scenario: vector, couplings: [hV], masses: {from: 0.4, to: 4, points: 9}}
              - {id: complex, type: fit, scenario: dirac-pair, mass: [0.3, 0.6], couplings: [fVV, fSS], complex: true}
              - {id: plane, type: coupling-plane, scenario: scalar, mass: 2.1, experiments: [belle2, babar-kstar0],
                 x: {coupling: gS, from: -3.0e-8, to: 3.0e-8, points: 5}, y: {coupling: gP, from: -6.0e-8, to: 6.0e-8, points: 5}}
              - {id: profile, type: upper-limit, scenario: vector, couplings: [hV], masses: [1, 2], quantity: coupling}
              - {id: cls, type: upper-limit, scenario: vector, couplings: [hV], masses: [1, 2], quantity: coupling,
                 method: cls}
              - {id: interval, type: interval, scenario: vector, couplings: [hV], masses: [1, 2], quantity: coupling}
              - {id: fc, type: interval, scenario: vector, couplings: [hV], masses: [2], quantity: coupling,
                 method: feldman-cousins, grid: [0, 1.0e-8], toys: 20}
              - {id: significance, type: significance, scenario: vector, couplings: [hV], masses: [2, 2.1], toys: 600}
              - {id: gof, type: goodness-of-fit, hypothesis: rescaled-sm, toys: 600}
              - {id: spectrum, type: spectrum, scenario: vector-pair, masses: [0.5, 1, 1.5], couplings: {hP: 1.0},
                 transition: B+->K+, points: 11}
              - {id: likelihood, type: likelihood, points: [{mu: 1}, {mu: 2}]}
              - {id: rescaled, type: signal-strength}
              - {id: rank, type: compare, of: [rescaled, scan]}
            """;

    @TempDir
    private static Path directory;

    private static Path config;
    private static Path journal;

    /** One run, whose journal is kept. */
    @BeforeAll
    static void run() {
        config = Program.write(directory, CONFIG);
        Program.Printed printed = run("whole", "--keep-points");
        assertThat(printed.err()).isEmpty();
        assertThat(printed.exitCode()).isZero();
        journal = directory.resolve("whole/points.jsonl");
        assertThat(journal).exists();
    }

    private static Program.Printed run(String out, String... more) {
        return execute("run", Stream.concat(Stream.of(config.toString()), Stream.of(more)), out);
    }

    private static Program.Printed merge(String out, String... shards) {
        return execute(
                "merge",
                Stream.of(shards)
                        .map(word -> word.startsWith("-")
                                ? word
                                : directory.resolve(word).toString()),
                out);
    }

    private static Program.Printed execute(String command, Stream<String> arguments, String out) {
        List<String> words = new ArrayList<>(List.of(command));
        arguments.forEach(words::add);
        words.addAll(List.of("--out", directory.resolve(out).toString(), "--figures", "none", "--no-report"));
        return Program.execute(words.toArray(new String[0]));
    }

    /** Every file of a run and its content, without times. */
    private static List<String> content(String folder) throws IOException {
        List<String> content = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory.resolve(folder)).filter(Files::isRegularFile)) {
            for (Path file : files.sorted().toList()) {
                if (!file.endsWith("points.jsonl")) {
                    content.add(directory.resolve(folder).relativize(file) + "\n"
                            + Files.readString(file).replaceAll("\"elapsedSeconds\": [^,]+", "\"elapsedSeconds\": 0"));
                }
            }
        }
        return content;
    }

    private static void resumeWith(String out, byte[] points) throws IOException {
        Files.createDirectories(directory.resolve(out));
        Files.write(directory.resolve(out).resolve("points.jsonl"), points);
    }

    @Test
    void everyPointIsALine() throws IOException {
        List<String> lines = Files.readAllLines(journal);

        assertThat(lines.get(0)).startsWith("{\"format\": \"emiss-points/1\"").contains("\"configHash\": ");
        assertThat(lines.stream().filter(line -> line.startsWith("{\"study\": \"scan\", \"index\": ")))
                .hasSize(9);
        // rows with different signals, of every experiment
        assertThat(lines.stream().filter(line -> line.startsWith("{\"study\": \"plane\", \"index\": ")))
                .hasSizeGreaterThan(1);
        assertThat(lines.stream().filter(line -> line.startsWith("{\"study\": \"gof\", \"index\": 2, \"point\": {")))
                .hasSize(1);
        assertThat(lines).noneMatch(line -> line.contains("\"study\": \"rank\""));
    }

    @Test
    void aRunThatWasDoneIsCombinedAgain() throws IOException {
        resumeWith("done", Files.readAllBytes(journal));

        Program.Printed printed = run("done", "--resume", "--threads", "1");

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(printed.err()).contains("points.jsonl: goes on after");
        assertThat(content("done")).isEqualTo(content("whole"));
        assertThat(directory.resolve("done/points.jsonl")).doesNotExist();
    }

    /** Points come in any order, and the last line may be torn. */
    @Test
    void aRunThatWasKilledGoesOn() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(journal));
        List<String> points = lines.subList(1, lines.size());
        Collections.shuffle(points, new Random(2));
        String kept = String.join("\n", lines.subList(0, lines.size() / 2)) + "\n";
        resumeWith("killed", (kept + lines.get(lines.size() / 2).substring(0, 30)).getBytes(StandardCharsets.UTF_8));

        Program.Printed printed = run("killed", "--resume");

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(content("killed")).isEqualTo(content("whole"));
    }

    @Test
    void nothingToGoOnWithIsABeginning() throws IOException {
        Program.Printed printed = run("fresh", "--resume");

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(printed.err()).isEmpty();
        assertThat(content("fresh")).isEqualTo(content("whole"));
    }

    @Test
    void mergedShardsAreTheWholeRun() throws IOException {
        for (int shard = 1; shard <= 3; shard++) {
            Program.Printed printed =
                    run("shard" + shard, "--shard", shard + "/3", "--threads", Integer.toString(shard));
            assertThat(printed.exitCode()).as(printed.err()).isZero();
            assertThat(printed.out()).contains("scan  3 of 3 points", "of shard " + shard + "/3");
            try (Stream<Path> files = Files.list(directory.resolve("shard" + shard))) {
                assertThat(files.map(file -> file.getFileName().toString())).containsExactly("points.jsonl");
            }
        }
        byte[] before = Files.readAllBytes(directory.resolve("shard2/points.jsonl"));

        Program.Printed merged = merge("merged", "shard3", "shard1", "shard2");

        assertThat(merged.exitCode()).as(merged.err()).isZero();
        assertThat(content("merged")).isEqualTo(content("whole"));
        assertThat(directory.resolve("merged/points.jsonl")).doesNotExist();
        assertThat(directory.resolve("shard2/points.jsonl")).hasBinaryContent(before);

        Program.Printed partial = merge("partial", "shard1", "shard3");

        assertThat(partial.exitCode()).isEqualTo(3);
        assertThat(partial.err()).contains("scan: not in the journals: 6 of 9 points were reached");
        assertThat(Files.readString(directory.resolve("partial/results.json"))).contains("\"status\": \"partial\"");
    }

    @Test
    void pointsOfAnotherRunAreRefused() throws IOException {
        byte[] points = Files.readAllBytes(journal);
        resumeWith("other", points);
        Path changed = Files.writeString(directory.resolve("changed.yaml"), CONFIG.replace("toys: 600", "toys: 500"));

        Program.Printed configuration = Program.execute(
                "run",
                changed.toString(),
                "--resume",
                "--out",
                directory.resolve("other").toString());
        Program.Printed seed = run("other", "--resume", "--seed", "2");

        assertThat(configuration.exitCode()).isEqualTo(2);
        assertThat(configuration.err())
                .containsOnlyOnce("\n")
                .contains("other/points.jsonl: these are points of another configuration (SHA-256 ");
        assertThat(seed.exitCode()).isEqualTo(2);
        assertThat(seed.err()).containsOnlyOnce("\n").contains("points of another seed (1, not 2)");
        assertThat(directory.resolve("other/points.jsonl")).hasBinaryContent(points);
    }

    @Test
    void aBuildOrAnInputThatChangedIsRefused() throws IOException {
        String text = Files.readString(journal);
        resumeWith(
                "built",
                text.replaceFirst("(\"the program\", \"sha256\": \")[0-9a-f]{4}", "$1....")
                        .getBytes(StandardCharsets.UTF_8));
        resumeWith(
                "data",
                text.replaceFirst("(\"data set belle2-ita\", \"sha256\": \")[0-9a-f]{4}", "$1....")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(run("built", "--resume").err()).contains("points of another build of the program (");
        assertThat(run("data", "--resume").err()).contains("points of another data set belle2-ita, expected");
        assertThat(merge("no", "whole", "data").err())
                .contains("data/points.jsonl: these are points of another data set");
        assertThat(merge("no", "data").err()).contains("data/points.jsonl: these are points of another data set");
        assertThat(merge("no", "nothing").err()).contains("nothing/points.jsonl: there is no such file");
        String changed = Files.writeString(directory.resolve("another.yaml"), CONFIG + "# changed\n")
                .toString();
        assertThat(merge("no", "whole", "--config", changed).err())
                .contains("points of another configuration (SHA-256 ");
        assertThat(directory.resolve("no")).doesNotExist();
    }

    @Test
    void theSeedIsThatOfTheJournal() throws IOException {
        Files.createDirectories(directory.resolve("seeded"));
        run("seeded", "--seed", "5", "--shard", "1/2");
        assertThat(run("seeded", "--resume").exitCode()).isZero();
        run("seed5", "--seed", "5");

        assertThat(content("seeded")).isEqualTo(content("seed5")).isNotEqualTo(content("whole"));
    }

    @Test
    void aRunThatBeginsAnewLosesNothing() throws IOException {
        resumeWith("anew", Files.readAllBytes(journal));

        Program.Printed printed = run("anew");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.err()).contains("points of a run that was not finished are kept in", "anew/points-1.jsonl");
        assertThat(directory.resolve("anew/points-1.jsonl")).hasSameBinaryContentAs(journal);
    }

    @Test
    void aBudgetEndsARunThatGoesOnLater() throws IOException {
        Path slow = Files.writeString(directory.resolve("slow.yaml"), """
                experiments: [belle2-ita, belle2-hta]
                studies:
                  - {id: scan, type: mass-scan, scenario: spin32-pair, couplings: [FTT], masses: {from: 0.2, to: 2.2, points: 10000}}
                  - {id: more, type: mass-scan, scenario: spin32-pair, couplings: [FTtT], masses: {from: 0.2, to: 2.2, points: 10000}}
                  - {id: most, type: mass-scan, scenario: spin32-pair, couplings: [FVV], masses: {from: 0.2, to: 2.2, points: 10000}}
                  - {id: after, type: signal-strength}
                """);
        String out = directory.resolve("slow").toString();
        String[] words = {"run", slow.toString(), "--out", out, "--figures", "none", "--no-report", "--budget", "1s"};

        Program.Printed first = Program.execute(words);

        assertThat(first.exitCode()).isEqualTo(3);
        assertThat(first.err()).contains("the time of --budget is over", "keeps the finished points");
        String results = Files.readString(directory.resolve("slow/results.json"));
        assertThat(results).contains("not reached: the time of --budget is over");
        Path points = directory.resolve("slow/points.jsonl");
        long before = Files.readAllLines(points).size();
        Files.copy(points, directory.resolve("before"), StandardCopyOption.REPLACE_EXISTING);
        String[] again = Arrays.copyOf(words, words.length + 1);
        again[words.length] = "--resume";

        assertThat(Program.execute(again).exitCode()).isEqualTo(3);
        assertThat(Files.readAllLines(points))
                .hasSizeGreaterThan((int) before)
                .startsWith(Files.readAllLines(directory.resolve("before")).toArray(new String[0]));
    }

    @ParameterizedTest
    @CsvSource({
        "--shard, 0/3, there is no shard 0/3",
        "--shard, 4/3, 'there is no shard 4/3, expected 1/3 to 3/3'",
        "--shard, 2, '\"2\" is no shard, expected K/N'",
        "--budget, 2, '\"2\" is no time, expected for example 2h'",
        "--budget, 0s, '\"0s\" is no time'",
        "--budget, 2x, '\"2x\" is no time'"
    })
    void wrongOptions(String option, String value, String message) {
        Program.Printed printed = run("wrong", option, value);

        assertThat(printed.exitCode()).isEqualTo(2);
        assertThat(printed.err()).contains(message);
        assertThat(directory.resolve("wrong")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"2h, 7200", "1h30m, 5400", "45s, 45", "90m, 5400", "1d1s, 86401"})
    void times(String text, long seconds) {
        assertThat(new Budget().convert(text)).hasSeconds(seconds);
    }
}
