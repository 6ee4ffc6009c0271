package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.results.ResultsFolder;
import emiss.results.ResultsReader;
import emiss.results.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves, a second run into the same folder, and a run that is repeated from its record. */
class RepetitionTest {
    private static final String SCAN =
            "{id: scan, type: mass-scan, scenario: vector, couplings: [hV], masses: [1.9, 2.1]}";
    private static final String MU = "{id: mu, type: signal-strength}";

    @TempDir
    private Path directory;

    private Program.Printed run(Object... more) {
        String[] arguments = Stream.concat(
                        Stream.of("run"), Stream.concat(Stream.of(more), Stream.of("--figures", "none", "--no-report")))
                .map(String::valueOf)
                .toArray(String[]::new);
        return Program.execute(arguments);
    }

    private Path results() {
        Path config = Program.write(directory, Program.belleIIConfig(SCAN, MU));
        Path out = directory.resolve("out");
        assertThat(run(config, "--out", out, "--seed", 7).exitCode()).isZero();
        return out.resolve("results.json");
    }

    @Test
    void equalsItsRecord() {
        Path results = results();

        Program.Printed printed = run(results);

        assertThat(printed.err()).isEmpty();
        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out())
                .contains("Compared with " + results + ":")
                .containsPattern("identical: inputs, settings and all \\d+ numbers are equal");
        Run record = new ResultsReader().read(results);
        Run repeated = new ResultsReader().read(directory.resolve("out-repeated/results.json"));
        assertThat(repeated.seed()).isEqualTo(7);
        assertThat(repeated.configFile())
                .isEqualTo(directory.resolve("config.yaml").toString());
        assertThat(repeated.configHash()).isEqualTo(record.configHash());
        assertThat(repeated.studies()).hasSize(2);
    }

    @Test
    void saysWhatDiffers() throws IOException {
        Path results = results();
        String text = Files.readString(results);
        double mu = new ResultsReader().read(results).study("mu").orElseThrow().number("/mu");
        Files.writeString(results, text.replace("\"mu\": " + mu, "\"mu\": " + (mu + 0.25)));

        Program.Printed printed = run(results, "--out", directory.resolve("again"), "--seed", 8);

        assertThat(printed.exitCode()).isEqualTo(3);
        assertThat(printed.out()).contains("seed: 7 -> 8", "numbers differ; the largest changes:");
    }

    @Test
    void doesNotReplaceItsRecord() {
        Path results = results();

        Program.Printed printed = run(results, "--out", results.getParent());

        assertThat(printed.exitCode()).isEqualTo(2);
        assertThat(printed.err()).contains("would replace its record, expected another --out");
    }

    /** Files are sought where they were; where that folder is gone, beside the record. */
    @Test
    void findsFilesBesideItsRecordWhereTheFolderIsGone() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("was"));
        Path toy = Path.of("..", "..", "config", "data", "toy-babar-sb-histogram.json");
        Files.copy(toy, folder.resolve("toy.json"));
        Path config = Files.writeString(
                folder.resolve("toy.yaml"), "experiments: [{file: toy.json}]\nstudies: [" + MU + "]\n");
        Path out = directory.resolve("out");
        assertThat(run(config, "--out", out).exitCode()).isZero();
        Files.move(folder.resolve("toy.json"), out.resolve("toy.json"));
        Files.delete(config);
        Files.delete(folder);

        Program.Printed printed = run(out.resolve("results.json"));

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(printed.out()).contains("identical: ");
    }

    @Test
    void resultsWithoutTheirConfiguration() throws IOException {
        Path old = Files.copy(
                Path.of("..", "results", "src", "test", "resources", "emiss", "results", "results-0.1.json"),
                directory.resolve("old.json"));

        Program.Printed printed = run(old);

        assertThat(printed.exitCode()).isEqualTo(2);
        assertThat(printed.err()).contains("these results do not hold their configuration");
    }

    @Test
    void aSecondRunIntoAFolderInUse() throws IOException {
        Path config = Program.write(directory, Program.belleIIConfig(MU));
        Path out = directory.resolve("out");

        ResultsFolder first = ResultsFolder.take(out);
        Program.Printed printed = run(config, "--out", out);
        first.close();

        assertThat(printed.exitCode()).isEqualTo(4);
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).startsWith("emiss: cannot write " + out + ": another run is writing there");
        assertThat(run(config, "--out", out).exitCode()).isZero();
    }

    @Test
    void namesWhatIsNotOfTheRun() throws IOException {
        Path out = Files.createDirectories(directory.resolve("out"));
        Files.writeString(out.resolve("mine.csv"), "");

        Program.Printed printed = run(Program.write(directory, Program.belleIIConfig(MU)), "--out", out);

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.err()).contains(out + " also holds files that are not of this run: mine.csv");
        assertThat(out.resolve("mine.csv")).exists();
    }

    /** A data set that draws its uncertainties draws others with another seed, and the same with the same. */
    @Test
    void theSeedMovesWhatIsDrawn() throws IOException {
        Path toy = Path.of("..", "..", "config", "data", "toy-babar-sb-histogram.json")
                .toAbsolutePath();
        assertThat(toy).content().contains("\"seed\"");
        Path config = Program.write(directory, "experiments: [{file: \"" + toy + "\"}]\nstudies: [" + MU + "]\n");

        double standard = mu(config, "a", 1);

        assertThat(mu(config, "b", 1)).isEqualTo(standard);
        assertThat(mu(config, "c", 2)).isNotEqualTo(standard).isEqualTo(mu(config, "d", 2));
    }

    private double mu(Path config, String out, long seed) {
        Path folder = directory.resolve(out);
        assertThat(run(config, "--out", folder, "--seed", seed).exitCode()).isZero();
        return new ResultsReader()
                .read(folder.resolve("results.json"))
                .study("mu")
                .orElseThrow()
                .number("/minus2LnL");
    }

    @Test
    void numbersThatAreNone() {
        Path config = Program.write(directory, Program.belleIIConfig(MU));

        assertThat(run(config, "--point-time", 0).err()).contains("--point-time is 0 s, expected at least 1");
        assertThat(run(config, "--seed", Long.MAX_VALUE).err()).contains("--seed is " + Long.MAX_VALUE);
    }
}
