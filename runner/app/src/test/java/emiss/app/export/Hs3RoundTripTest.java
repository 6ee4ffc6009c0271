package emiss.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.app.Application;
import emiss.app.Emiss;
import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.run.Runner;
import emiss.data.pyhf.Hs3Choice;
import emiss.data.pyhf.Hs3Reader;
import emiss.data.pyhf.WorkspaceChoice;
import emiss.data.pyhf.WorkspaceNames;
import emiss.data.pyhf.WorkspaceReader;
import emiss.inference.BinnedModel;
import emiss.inference.SignalModel;
import emiss.results.Run;
import emiss.results.SignalStrengthResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that is written and read again is the same model: its parameters, their settings and its log-pdf. */
class Hs3RoundTripTest {
    private static final Path CONFIG = Path.of("..", "..", "config");
    private static final Application PROGRAM = new Application();

    /** Every modifier, in two channels, with settings that are not standard. */
    private static final String EVERYTHING = """
            {"channels": [
              {"name": "SR", "samples": [
                {"name": "signal", "data": [2, 3, 0.5], "modifiers": [
                  {"name": "mu", "type": "normfactor", "data": null},
                  {"name": "eff", "type": "normsys", "data": {"lo": 0.9, "hi": 1.2}},
                  {"name": "mc", "type": "staterror", "data": [0.2, 0.1, 0]}]},
                {"name": "rest", "data": [20, 30, 5.1], "modifiers": [
                  {"name": "shape", "type": "histosys", "data": {"lo_data": [18, 31, 5], "hi_data": [23, 29, 5.3]}},
                  {"name": "mc", "type": "staterror", "data": [1, 0.7, 0]},
                  {"name": "lumi", "type": "lumi", "data": null},
                  {"name": "own", "type": "shapesys", "data": [2, 0, 1.1]}]}]},
              {"name": "CR", "samples": [
                {"name": "rest", "data": [40, 7], "modifiers": [
                  {"name": "k", "type": "normfactor", "data": null},
                  {"name": "shape", "type": "normsys", "data": {"lo": 0.8, "hi": 1.1}},
                  {"name": "mc", "type": "staterror", "data": [3, 2]},
                  {"name": "other_1", "type": "normsys", "data": {"lo": 0.8, "hi": 1.1}},
                  {"name": "free", "type": "shapefactor", "data": null}]},
                {"name": "signal", "data": [1, 1], "modifiers": [
                  {"name": "mu", "type": "normfactor", "data": null},
                  {"name": "other", "type": "shapesys", "data": [0.3, 0.1]},
                  {"name": "mc", "type": "staterror", "data": [0.1, 0.1]}]}]}],
             "observations": [{"name": "CR", "data": [44, 8]}, {"name": "SR", "data": [25, 31, 6]}],
             "measurements": [
               {"name": "first", "config": {"poi": "mu", "parameters": [
                 {"name": "lumi", "auxdata": [1.02], "sigmas": [0.02], "bounds": [[0.5, 1.5]], "inits": [1]},
                 {"name": "mu", "inits": [0.5], "bounds": [[-2, 7]]},
                 {"name": "k", "inits": [1.1], "fixed": true},
                 {"name": "mc", "inits": [1.02, 0.97, 0.98, 1.01, 1], "sigmas": [0.1, 0.2, 0.04, 0.05, 0.3]},
                 {"name": "eff", "bounds": [[-3, 2]], "inits": [0.3]},
                 {"name": "own", "auxdata": [95, 1, 20]}]}}],
             "version": "1.0.0"}
            """;

    private static CountingData workspace(String text) {
        return new WorkspaceReader().read(stream(text), "w.json", WorkspaceChoice.first("w"));
    }

    private static CountingData imported(String text) {
        return new Hs3Reader().read(stream(text), "hs3.json", Hs3Choice.only("w"));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String exported(List<CountingData> datasets, String interest) {
        return new Hs3Writer(new OneFactorModel("a test", interest, datasets)).write("study");
    }

    /** What every nuisance parameter of some data sets is called in a document that is read as the data set {@code w}. */
    private static Map<String, String> renamed(List<CountingData> datasets, WorkspaceNames names) {
        Map<String, String> renamed = new HashMap<>();
        for (CountingData data : datasets) {
            for (Channel channel : data.channels()) {
                for (Sample sample : channel.samples()) {
                    for (Systematic systematic : sample.systematics()) {
                        String name = systematic.name();
                        String other = names.parameter(data, name);
                        renamed.put(
                                name.contains("/") ? name : data.id() + "/" + name,
                                other.contains("/") ? other : "w/" + other);
                    }
                }
            }
        }
        return renamed;
    }

    private static double logPdf(BinnedModel model, double mu, Map<String, Double> point) {
        return model.logPdf(
                model.observedData(), SignalModel.scaled("mu", model.smTemplate()), new double[] {mu}, point);
    }

    private static CountingData checkIdentity(List<CountingData> datasets, String interest) {
        String document = exported(datasets, interest);
        assertThat(document).doesNotContain("constraint_type").doesNotContain("\"const\": false");
        CountingData back = imported(document);
        assertThat(exported(List.of(back), back.signalStrength())).isEqualTo(document);

        BinnedModel before = BinnedModel.of(datasets);
        BinnedModel after = BinnedModel.of(List.of(back));
        Map<String, String> renamed = renamed(datasets, new WorkspaceNames(datasets, interest));
        List<String> expected = new ArrayList<>();
        for (String name : before.nuisanceNames()) {
            int bracket = name.endsWith("]") && !renamed.containsKey(name) ? name.lastIndexOf('[') : name.length();
            expected.add(renamed.get(name.substring(0, bracket)) + name.substring(bracket));
        }
        assertThat(after.nuisanceNames()).containsExactlyInAnyOrderElementsOf(expected);

        Random random = new Random(3);
        Set<Double> seen = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            Map<String, Double> point = new HashMap<>();
            Map<String, Double> same = new HashMap<>();
            for (int k = 0; k < expected.size(); k++) {
                double width = before.nuisanceNames().get(k).endsWith("]") ? 0.02 : 0.2;
                double value = (width < 0.1 ? 1 : 0.1) + width * random.nextDouble();
                point.put(before.nuisanceNames().get(k), value);
                same.put(expected.get(k), value);
            }
            double mu = 0.5 + random.nextDouble();
            double value = logPdf(before, mu, point);
            assertThat(logPdf(after, mu, same)).isCloseTo(value, within(1e-12 * (1 + Math.abs(value))));
            seen.add(value);
        }
        assertThat(seen).hasSize(10);
        return back;
    }

    @Test
    void everyModifierAndSettingComesBack() {
        CountingData data = workspace(EVERYTHING);
        CountingData back = checkIdentity(List.of(data), "mu");
        assertThat(back.parameters()).containsExactlyElementsOf(data.parameters());
        assertThat(back.signalStrength()).isEqualTo("mu");
        assertThat(back.channels().stream().map(Channel::observed))
                .isEqualTo(data.channels().stream().map(Channel::observed).toList());
    }

    private static RunConfig config(Path file) {
        try {
            return PROGRAM.instance(ConfigReader.class).read(file, notice -> {});
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static Stream<String> configurations() throws IOException {
        try (Stream<Path> files = Files.list(CONFIG)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** The counting data of every study, as the study fits them. */
    @ParameterizedTest
    @MethodSource("configurations")
    void theModelsOfAConfigurationComeBack(String name) {
        Set<List<CountingData>> models = new HashSet<>();
        int refused = 0;
        for (StudySettings study : config(CONFIG.resolve(name)).studies()) {
            List<CountingData> counting = new ArrayList<>();
            if (!study.datasets().isEmpty()) {
                for (Dataset dataset : PROGRAM.instance(Runner.class)
                        .context(study)
                        .analysis()
                        .model()
                        .datasets()) {
                    if (dataset instanceof CountingData data) {
                        counting.add(data);
                    }
                }
            }
            boolean isExported =
                    counting.stream().allMatch(data -> data.constraints().isEmpty());
            if (!counting.isEmpty() && isExported && models.add(counting)) {
                checkIdentity(counting, counting.get(0).signalStrength());
            }
            refused += isExported ? 0 : 1;
        }
        // luminosity scales make constraints that no format takes, and a configuration may have branching fractions
        // only
        if (!name.equals("fcc-ee.yaml")) {
            assertThat(models).isNotEmpty();
        }
        assertThat(refused).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scenario: vector, couplings: [hV], mass: 2.1", "scenario: neutrinos, couplings: [CVL]"})
    void newParticlesComeBack(String fit, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("c.yaml"),
                "experiments: [belle2-ita, babar-kplus]\nstudies: [{id: f, type: fit, " + fit + "}]\n");
        StudySettings study = config(file).studies().get(0);
        OneFactorModel model = SignalSamples.of(study.study()
                .fittedSignal(PROGRAM.instance(Runner.class).context(study))
                .orElseThrow());
        CountingData back = checkIdentity(model.datasets(), model.interest());
        assertThat(back.signalStrength()).isEqualTo("mu_np");
    }

    /** Written by the command and named in a configuration, the data give the same fit. */
    @Test
    void aConfigurationReadsWhatWasWritten(@TempDir Path directory) throws IOException {
        CountingData data = workspace(EVERYTHING);
        Files.writeString(directory.resolve("everything.json"), EVERYTHING);
        Files.writeString(directory.resolve("everything.hs3.json"), exported(List.of(data), "mu"));
        Path file = Files.writeString(directory.resolve("c.yaml"), """
                studies:
                  - {id: workspace, type: signal-strength, experiments: [{pyhf: everything.json, id: w}]}
                  - {id: document, type: signal-strength, experiments: [{hs3: everything.hs3.json, id: w}]}
                """);
        Run run = Emiss.create().run(file);
        SignalStrengthResult workspace =
                (SignalStrengthResult) run.studies().get(0).result();
        SignalStrengthResult document =
                (SignalStrengthResult) run.studies().get(1).result();
        assertThat(document.mu()).isCloseTo(workspace.mu(), within(1e-9));
        assertThat(document.minus2LnL()).isCloseTo(workspace.minus2LnL(), within(1e-9));
        assertThat(document.interval68()).isEqualTo(workspace.interval68());
    }
}
