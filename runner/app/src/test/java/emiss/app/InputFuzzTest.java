package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import emiss.api.decay.FormFactorTable;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.app.config.ConfigReader;
import emiss.app.plugin.Catalogue;
import emiss.app.study.StudyType;
import emiss.data.FormFactorLibrary;
import emiss.data.JsonDatasetReader;
import emiss.data.JsonDatasetWriter;
import emiss.data.StandardInputs;
import emiss.data.pyhf.NumberTable;
import emiss.data.pyhf.WorkspaceChoice;
import emiss.data.pyhf.WorkspaceNames;
import emiss.data.pyhf.WorkspaceReader;
import emiss.data.pyhf.WorkspaceWriter;
import emiss.physics.SeriesFormFactors;
import emiss.results.ResultsReader;
import emiss.results.ResultsWriter;
import emiss.results.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every input file of the repository and of the manual with a few things wrong, thousands of times. A reader refuses, with the
 * place and in one line, or what it accepts can be used and written. The same mutations in every run.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class InputFuzzTest {
    /** Characters that are read in all, mutation by mutation, for every file; longer files get fewer mutations. */
    private static final int BUDGET = 400_000;

    private static final int MOST = 200;
    private static final int FEWEST = 15;

    /** So many times as many mutations, other ones, for a longer search: {@code -Demiss.fuzz=20}. */
    private static final int TIMES = Integer.getInteger("emiss.fuzz", 1);

    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]+:\\d+:\\d+: [^\\p{Cntrl}]+");

    private static final int LONGEST_LINE = 2500;

    private static final Path ROOT = Path.of("..", "..");

    @TempDir
    private Path directory;

    /** Reads a document of some format, and uses what it holds. */
    private interface Reader {
        void read(String text, String name) throws IOException;
    }

    record Input(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Input> files(String folder, String ending) {
        try (Stream<Path> found = Files.walk(ROOT.resolve(folder))) {
            return found
                    .filter(path -> path.toString().endsWith(ending)
                            && !path.toString().contains("target")
                            && !path.toString().contains("schema"))
                    .sorted()
                    .map(path -> new Input(ROOT.relativize(path).toString(), text(path)))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The examples in a page of the manual, by their language. */
    private static Stream<Input> examples(String page, String language) {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text(ROOT.resolve("docs").resolve(page)));
        List<Input> inputs = new ArrayList<>();
        while (block.find()) {
            inputs.add(new Input(page + " " + language + " " + (inputs.size() + 1), block.group(1)));
        }
        return inputs.stream();
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean has(Input input, String format) {
        return input.text.contains("\"" + format + "\"");
    }

    static Stream<Input> datasets() {
        return Stream.of(
                        files("plugins-experiments", ".json"),
                        files("config/data", ".json"),
                        files("runner/data/src/test/resources", ".json"),
                        examples("data-formats.md", "json"))
                .flatMap(inputs -> inputs)
                .filter(input -> has(input, JsonDatasetReader.FORMAT));
    }

    static Stream<Input> formFactors() {
        return Stream.concat(files("runner/data/src/main/resources", ".json"), examples("data-formats.md", "json"))
                .filter(input -> has(input, FormFactorLibrary.FORMAT));
    }

    static Stream<Input> standardInputs() {
        return Stream.concat(files("runner/data/src/main/resources", ".json"), examples("data-formats.md", "json"))
                .filter(input -> has(input, StandardInputs.FORMAT));
    }

    static Stream<Input> workspaces() {
        return examples("pyhf.md", "json");
    }

    static Stream<Input> tables() {
        return examples("pyhf.md", "csv");
    }

    static Stream<Input> configurations() {
        return Stream.of(
                        files("config", ".yaml"),
                        examples("pyhf.md", "yaml"),
                        examples("data-formats.md", "yaml"),
                        examples("tutorial.md", "yaml"),
                        examples("statistics.md", "yaml"))
                .flatMap(inputs -> inputs);
    }

    private static void fuzz(Input input, Reader reader) {
        Mutations mutations = new Mutations(31L * TIMES + input.name.hashCode());
        int count = TIMES * Math.max(FEWEST, Math.min(MOST, BUDGET / (input.text.length() + 1)));
        for (int i = 0; i < count; i++) {
            String mutant = mutations.of(input.text);
            try {
                reader.read(mutant, "input");
            } catch (DataFormatException refused) {
                assertThat(refused.problems()).as("mutation %d", i).isNotEmpty().allSatisfy(problem -> {
                    assertThat(problem).matches(LINE);
                    assertThat(problem).hasSizeLessThan(LONGEST_LINE);
                });
            } catch (Throwable broken) {
                throw new AssertionError(
                        "mutation " + i + " of " + input.name + ":\n" + difference(input.text, mutant), broken);
            }
        }
    }

    /** The lines that a mutation changed. */
    private static String difference(String before, String after) {
        List<String> lines = new ArrayList<>(List.of(after.split("\n", -1)));
        lines.removeAll(List.of(before.split("\n", -1)));
        return String.join(
                "\n",
                lines.stream()
                        .map(line -> line.substring(0, Math.min(300, line.length())))
                        .limit(10)
                        .toList());
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void roundTrip(Dataset dataset) {
        if (dataset instanceof CountingData counting
                && !counting.templateUncertainties().isEmpty()) {
            return;
        }
        String written = new JsonDatasetWriter().write(dataset);
        assertThat(new JsonDatasetReader().read(stream(written), "written")).isEqualTo(dataset);
    }

    @ParameterizedTest
    @MethodSource
    void datasets(Input input) {
        fuzz(input, (text, name) -> roundTrip(new JsonDatasetReader().read(stream(text), name)));
    }

    @ParameterizedTest
    @MethodSource
    void formFactors(Input input) {
        fuzz(input, (text, name) -> {
            FormFactorTable table = FormFactorLibrary.read(stream(text), name);
            assertThat(new SeriesFormFactors(table).variations())
                    .hasSize(2 * table.parameters().size());
        });
    }

    @ParameterizedTest
    @MethodSource
    void standardInputs(Input input) {
        fuzz(input, (text, name) -> {
            StandardInputs inputs = StandardInputs.read(stream(text), name);
            assertThat(inputs.transitions()).isNotNull();
        });
    }

    @ParameterizedTest
    @MethodSource
    void workspaces(Input input) {
        fuzz(input, (text, name) -> {
            CountingData data = new WorkspaceReader().read(stream(text), name, WorkspaceChoice.first("fuzz"));
            roundTrip(data);
            String written = new WorkspaceWriter()
                    .write(List.of(data), "first", new WorkspaceNames(List.of(data), data.signalStrength()));
            CountingData again = new WorkspaceReader().read(stream(written), "written", WorkspaceChoice.first("fuzz"));
            assertThat(again.channels()).isEqualTo(data.channels());
        });
    }

    /** What is accepted runs, and its results can be written and read. */
    @ParameterizedTest
    @MethodSource("workspaces")
    void workspacesRun(Input input) {
        run(input, """
                experiments: [{pyhf: input.json}]
                studies:
                  - {id: a, type: signal-strength}
                  - {id: b, type: likelihood, points: [{mu: 1, nuisances: {}}, {mu: 2}]}
                """);
    }

    static Stream<Input> hs3Documents() {
        return files("runner/app/src/test/resources", ".json").filter(input -> has(input, "hs3_version"));
    }

    @ParameterizedTest
    @MethodSource("hs3Documents")
    void hs3DocumentsRun(Input input) {
        run(input, """
                experiments: [{hs3: input.json, analysis: A}]
                studies:
                  - {id: a, type: signal-strength}
                  - {id: b, type: likelihood, points: [{mu: 1, nuisances: {}}, {mu: 2}]}
                """);
    }

    static Stream<Input> smallDatasets() {
        return examples("data-formats.md", "json").filter(input -> has(input, JsonDatasetReader.FORMAT));
    }

    @ParameterizedTest
    @MethodSource("smallDatasets")
    void datasetsRun(Input input) {
        run(input, """
                experiments: [{file: input.json}]
                studies:
                  - {id: a, type: signal-strength}
                  - {id: b, type: fit, scenario: vector, couplings: [hV], mass: 2}
                """);
    }

    private void run(Input input, String configuration) {
        Path config = Program.write(directory, configuration);
        fuzz(input, (text, name) -> {
            Files.writeString(directory.resolve("input.json"), text);
            Run run = Program.run(config, 1);
            String written = new ResultsWriter().json(run);
            assertThat(new ResultsReader().read("results", stream(written)).studies())
                    .hasSize(2);
        });
    }

    @ParameterizedTest
    @MethodSource
    void tables(Input input) {
        fuzz(
                input,
                (text, name) ->
                        assertThat(NumberTable.read(stream(text), name).rows()).isNotEmpty());
    }

    /** The files that configurations name are there, and those of plugins are read once. */
    @ParameterizedTest
    @MethodSource
    void configurations(Input input) throws IOException {
        examplesWithNames("pyhf.md");
        examplesWithNames("data-formats.md");
        Files.createDirectory(directory.resolve("data"));
        for (Input data : files("config/data", ".json").toList()) {
            Files.writeString(
                    directory.resolve("data").resolve(Path.of(data.name).getFileName()), data.text);
        }
        Injector injector = EmissModule.injector();
        ConfigReader reader = new ConfigReader(
                injector.getInstance(Catalogue.class),
                new Remembering(),
                injector.getInstance(FormFactorLibrary.class),
                injector.getInstance(StandardInputs.class),
                injector.getInstance(Key.get(new TypeLiteral<Set<StudyType>>() {})));
        Path file = directory.resolve("config.yaml");
        fuzz(input, (text, name) -> {
            Files.writeString(file, text);
            assertThat(reader.read(file, notice -> {}).studies()).isNotEmpty();
        });
    }

    private void examplesWithNames(String page) throws IOException {
        Matcher block = Pattern.compile("`([a-z-]+\\.(?:json|csv))`:?[^`]*\n\n```[a-z]+\n(.*?)```", Pattern.DOTALL)
                .matcher(text(ROOT.resolve("docs").resolve(page)));
        while (block.find()) {
            Files.writeString(directory.resolve(block.group(1)), block.group(2));
        }
    }

    /** Reads the resources of plugins once. */
    private static final class Remembering implements DatasetReader {
        private static final Map<String, Dataset> READ = new ConcurrentHashMap<>();
        private final DatasetReader reader = new JsonDatasetReader();

        @Override
        public Dataset read(InputStream content, String name) {
            return name.contains("/")
                    ? reader.read(content, name)
                    : READ.computeIfAbsent(name, key -> reader.read(content, key));
        }
    }
}
