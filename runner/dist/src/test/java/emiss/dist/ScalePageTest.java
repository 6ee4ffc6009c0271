package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The submit files of docs/scale.md, whose jobs are processes of this machine here. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Order(7)
final class ScalePageTest {
    static final String PAGE = "scale.md";

    private static final Pattern CONDOR = Pattern.compile("(?m)^(\\w+) = (.*)$");
    private static final Pattern QUEUE = Pattern.compile("(?m)^queue (\\w+) in \\(([0-9 ]+)\\)$");
    private static final Pattern ARRAY = Pattern.compile("(?m)^#SBATCH --array=(\\d+)-(\\d+)$");

    @TempDir
    private Path directory;

    private PageShell shell;

    @BeforeEach
    void open() {
        shell = new PageShell(directory);
        Manual.writeFiles(PAGE, shell.work());
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private static String withoutTimes(Path file) throws IOException {
        return Files.readString(file).replaceAll("\"elapsedSeconds\": [^,]+", "\"elapsedSeconds\": 0");
    }

    @Test
    void theJobsOfBothFarmsGiveWhatOneRunGives() throws IOException {
        runJobsOfCondor();
        Path shards = shell.work().resolve("shards");
        List<String> ofCondor = journals(shards);
        Files.move(shards, shell.work().resolve("shards-of-condor"));
        runJobsOfSlurm();
        assertThat(journals(shards)).isEqualTo(ofCondor).hasSize(4);

        shell.run("emiss run farm.yaml --out alone --figures none --no-report");
        List<Manual.Block> commands = Manual.blocks(PAGE, "sh");
        assertThat(commands).hasSize(1);
        Execution merged = shell.run(commands.get(0).text());

        assertThat(merged.out()).contains("results/farm/results.json written", "figures (svg, pdf, png)");
        for (String file : List.of("scan.csv", "fit-quality.csv", "results.json")) {
            assertThat(withoutTimes(shell.work().resolve("results/farm").resolve(file)))
                    .isEqualTo(withoutTimes(shell.work().resolve("alone").resolve(file)));
        }
    }

    /** The commands of Spark download it; they are run by the tests of runner/spark, with free ports. */
    @Test
    void theCommandsOfSparkNameWhatIsThere() throws IOException {
        String commands =
                Manual.blocks(PAGE, "console").stream().map(Manual.Block::text).collect(Collectors.joining());
        String tests =
                Files.readString(Distribution.root().resolve("runner/spark/src/test/java/emiss/spark/SparkTest.java"));

        assertThat(commands).contains("-Pspark", "@runner/spark/java-options", "--backend spark --master");
        assertThat(Distribution.root().resolve("runner/spark/java-options")).isRegularFile();
        assertThat(Files.readString(Distribution.root().resolve("runner/pom.xml")))
                .contains("<id>spark</id>");
        assertThat(Pattern.compile("deploy\\.(\\S+)").matcher(commands).results())
                .hasSize(2)
                .allSatisfy(part -> assertThat(tests).contains(part.group(1)));
        assertThat(Pattern.compile("export (SPARK_HOME)|(SPARK_SCALA_VERSION)")
                        .matcher(commands)
                        .results())
                .hasSize(2);
        assertThat(shell.run("emiss run --help").out()).contains("--backend", "--master");
    }

    /** The points of the shards, which one thread each has computed in their order. */
    private static List<String> journals(Path shards) throws IOException {
        try (Stream<Path> files = Files.walk(shards)) {
            List<String> journals = new ArrayList<>();
            for (Path file :
                    files.filter(file -> file.endsWith("points.jsonl")).sorted().toList()) {
                journals.add(Files.readString(file));
            }
            return journals;
        }
    }

    private void runJobsOfCondor() throws IOException {
        String submit = Files.readString(shell.work().resolve("farm.sub"));
        Matcher queue = QUEUE.matcher(submit);
        assertThat(queue.find()).isTrue();
        String[] values = queue.group(2).split(" ");
        assertThat(values).hasSize(4);
        for (String value : values) {
            String job = submit.replace("$(" + queue.group(1) + ")", value);
            assertThat(setting(job, "executable")).isEqualTo("/usr/bin/env");
            String arguments = setting(job, "arguments");
            assertThat(arguments).matches("\"[^\"]+\"").doesNotContain("$(");
            shell.run(setting(job, "executable") + " " + arguments.replace("\"", ""));
        }
    }

    private void runJobsOfSlurm() throws IOException {
        String script = Files.readString(shell.work().resolve("farm.slurm"));
        MatchResult array = ARRAY.matcher(script).results().findFirst().orElseThrow();
        IntStream.rangeClosed(Integer.parseInt(array.group(1)), Integer.parseInt(array.group(2)))
                .forEach(task -> shell.run("SLURM_ARRAY_TASK_ID=" + task + " sh farm.slurm"));
    }

    private static String setting(String job, String name) {
        return CONDOR.matcher(job)
                .results()
                .filter(setting -> setting.group(1).equals(name))
                .map(setting -> setting.group(2))
                .findFirst()
                .orElseThrow();
    }
}
