package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.data.pyhf.WorkspaceChoice;
import emiss.data.pyhf.WorkspaceReader;
import emiss.inference.BinnedModel;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import emiss.results.MassScanResult;
import emiss.results.SignalStrengthResult;
import emiss.results.StudyResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models go to pyhf and come back, on the command line and through configurations. */
class PyhfCommandsTest {
    @TempDir
    private Path directory;

    private Program.Printed emiss(String... arguments) {
        Program.Printed printed = Program.execute(arguments);
        assertThat(printed.exitCode()).as(printed.err()).isZero();
        return printed;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static CountingData workspace(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return new WorkspaceReader().read(content, file.toString(), WorkspaceChoice.first("w"));
        }
    }

    private static FitResult fit(CountingData data, double... strength) {
        BinnedModel model = BinnedModel.of(List.of(data));
        SignalModel signal = SignalModel.scaled("mu", model.smTemplate());
        return new Fitter(model).fit(model.observedData(), strength.length == 0 ? signal : signal.fix(0, strength[0]));
    }

    @Test
    void aWorkspaceAnswersForTheRescaledStandardModelAsTheDataSetDid() throws IOException {
        Path config =
                write("a.yaml", "experiments: [belle2-ita, belle2-hta]\nstudies: [{id: rs, type: signal-strength}]\n");
        Path exported = directory.resolve("w.json");
        emiss("export", "pyhf", config.toString(), "rs", "--out", exported.toString());
        emiss("import", "pyhf", exported.toString(), "--id", "mine", "--out", directory + "/mine.json");
        for (String entry :
                List.of("{file: mine.json}", "{pyhf: w.json}", "{pyhf: w.json, id: other, measurement: rs}")) {
            StudyResult found = Program.run(
                            write(
                                    "b.yaml",
                                    "experiments: [" + entry + "]\nstudies: [{id: rs, type: signal-strength}]\n"),
                            1)
                    .studies()
                    .get(0);
            StudyResult direct = Program.run(config, 1).studies().get(0);
            SignalStrengthResult one = (SignalStrengthResult) found.result();
            SignalStrengthResult two = (SignalStrengthResult) direct.result();
            assertThat(found.status()).isEqualTo(StudyResult.Status.OK);
            assertThat(one.mu()).isCloseTo(two.mu(), within(1e-7));
            assertThat(one.maxLogpdf()).isCloseTo(two.maxLogpdf(), within(1e-8));
            assertThat(one.deltaMu0()).isCloseTo(two.deltaMu0(), within(1e-7));
            assertThat(one.interval68().high()).isCloseTo(two.interval68().high(), within(1e-5));
        }
    }

    /** At a factor of 1 the workspace is the model at the best couplings, at 0 it is the Standard Model. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "vector; couplings: [hV]; mass: 2.1",
                "dirac-pair; couplings: [fVV, fSS]; mass: 0.6",
                "scalar-pair; couplings: [gVV, gSS]; complex: true; mass: 0.4"
            })
    void newParticlesAreFoldedIn(String settings) throws IOException {
        Path config = write(
                "a.yaml",
                "experiments: [belle2-ita, belle2-hta, babar-kplus, babar-kstar0]\nstudies: [{id: best, type: fit, scenario: "
                        + settings.replace(';', ',') + "}]\n");
        Path exported = directory.resolve("w.json");
        emiss("export", "pyhf", config.toString(), "best", "--out", exported.toString());
        CountingData data = workspace(exported);
        double expected = Program.run(config, 1).studies().get(0).number("/t");
        assertThat(data.channels())
                .filteredOn(channel -> channel.samples().stream()
                        .anyMatch(sample -> sample.name().equals("new_physics")))
                .isNotEmpty();
        double t = fit(data, 1).deviance() - fit(data, 0).deviance();
        assertThat(t).isCloseTo(expected, within(1e-6));
        FitResult best = fit(data);
        assertThat(best.signalParameter("mu")).isCloseTo(1, within(1e-3));
        assertThat(best.deviance() - fit(data, 0).deviance()).isCloseTo(expected, within(1e-6));
    }

    /** The scenario of neutrinos contains the Standard Model, so that a factor of 0 means no signal at all. */
    @Test
    void neutrinosReplaceTheStandardModel() throws IOException {
        Path config = write(
                "a.yaml",
                "experiments: [belle2-ita, belle2-hta]\nstudies: [{id: best, type: fit, scenario: neutrinos, couplings: [CVL],"
                        + " mass: 0}, {id: rs, type: signal-strength}]\n");
        Path exported = directory.resolve("w.json");
        emiss("export", "pyhf", config.toString(), "best", "--out", exported.toString());
        CountingData data = workspace(exported);
        List<StudyResult> direct = Program.run(config, 1).studies();
        SignalStrengthResult strength = (SignalStrengthResult) direct.get(1).result();
        double neutrinos = direct.get(0).number("/t");
        assertThat(fit(data, 0).deviance() - fit(data, 1).deviance())
                .isCloseTo(strength.deltaMu0() - strength.deltaMu1() - neutrinos, within(1e-6));
    }

    @Test
    void bestPointsOfMassScansAreExported() throws IOException {
        Path config = write(
                "a.yaml",
                "experiments: [belle2-ita, belle2-hta]\nstudies: [{id: scan, type: mass-scan, scenario: vector, couplings:"
                        + " [hV], masses: [1.9, 2.0, 2.1, 2.2]}]\n");
        Path exported = directory.resolve("w.json");
        emiss("export", "pyhf", config.toString(), "scan", "--out", exported.toString());
        CountingData data = workspace(exported);
        MassScanResult direct =
                (MassScanResult) Program.run(config, 1).studies().get(0).result();
        assertThat(fit(data, 1).deviance() - fit(data, 0).deviance())
                .isCloseTo(direct.best().t(), within(1e-6));
    }

    @Test
    void refusalsSayWhy() throws IOException {
        Path config = write(
                "a.yaml",
                "experiments: [belle2-ita, aleph-bs]\nstudies: [{id: best, type: fit, scenario: scalar-pair, couplings: [gSS],"
                        + " mass: 1}, {id: rate, type: rate, scenario: vector, mass: 1, transition: B+->K+, couplings:"
                        + " {hV: 1.0e-8}}]\n");
        Program.Printed refused = Program.execute("export", "pyhf", config.toString(), "best");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("data set aleph-bs is a measured branching fraction");
        assertThat(Program.execute("export", "pyhf", config.toString(), "rate").err())
                .contains("study rate of type rate has no best point");
        assertThat(Program.execute("export", "pyhf", config.toString(), "bset").err())
                .contains("unknown study \"bset\"; did you mean \"best\"?");
        assertThat(Program.execute("export", "pyhf", directory.toString(), "best")
                        .err())
                .contains("expected the configuration");
    }

    /** Interpolation between three points is a polynomial of degree 6 or exponential, never z^2 or a product of two strengths. */
    @ParameterizedTest
    @ValueSource(strings = {"pyhf", "hs3"})
    void floatingFormFactorsAreNotExported(String format) {
        Path config = Program.write(
                directory,
                Program.belleIIConfig("{id: best, type: fit, scenario: vector, couplings: [hV], mass: 2.1,"
                        + " inputs: {formFactorUncertainty: coherent}}"));
        Program.Printed refused = Program.execute("export", format, config.toString(), "best");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("quadratic in strengths that have a constraint, which no modifier of HistFactory is,"
                        + " expected none or template");
    }

    /** The published densities and their null spectrum, recovered from the data set, give the same response again. */
    @Test
    void responsesAreImported() throws IOException {
        CountingData ita = (CountingData) dataset("belle2-ita");
        Path config = write("a.yaml", "experiments: [belle2-ita]\nstudies: [{id: rs, type: signal-strength}]\n");
        emiss("export", "pyhf", config.toString(), "rs", "--out", directory + "/w.json");
        String channel = ita.responses().get(0).channel();
        int bins = ita.responses().get(0).q2Edges().size() - 1;
        double width = ita.responses().get(0).q2Edges().at(bins) / bins;
        write(
                "density.csv",
                ita.responses().get(0).eventsPerBranchingFraction().stream()
                        .map(row -> IntStream.range(0, bins)
                                .mapToObj(j -> Double.toString(row.at(j) * 1e-7 * (1 + j)))
                                .collect(Collectors.joining(",", "0,", "\n")))
                        .collect(Collectors.joining()));
        write(
                "null.csv",
                IntStream.range(0, bins)
                        .mapToObj(j -> j * width + "," + (j + 1) * width + "," + 1e-7 * (1 + j) + "\n")
                        .collect(Collectors.joining("", "low,high,fraction\n", "")));
        emiss(
                "import",
                "pyhf",
                directory + "/w.json",
                "--id=mine",
                "--out=" + directory + "/mine.json",
                "--signal-sample=signal",
                "--transition=B+->K+",
                "--q2-edges=0:" + bins * width + ":" + bins,
                "--densities=" + channel + "=" + directory + "/density.csv",
                "--null-spectrum=" + directory + "/null.csv");
        String entry =
                "{pyhf: w.json, id: mine, signal: {sample: signal, transition: \"B+->K+\", q2Edges: {from: 0, to: "
                        + bins * width + ", bins: " + bins + "}, densities: {\"" + channel
                        + "\": density.csv}, nullSpectrum: null.csv}}";
        Dataset fromFile = dataset("{file: mine.json}");
        Dataset fromEntry = dataset(entry);
        for (Dataset dataset : List.of(fromFile, fromEntry)) {
            CountingData data = (CountingData) dataset;
            assertThat(data.responses()).hasSize(1);
            assertThat(data.responses().get(0).channel()).isEqualTo(channel);
            for (int i = 0; i < 9; i++) {
                for (int j = 0; j < bins; j++) {
                    double wanted = ita.responses()
                            .get(0)
                            .eventsPerBranchingFraction()
                            .get(i)
                            .at(j);
                    assertThat(data.responses()
                                    .get(0)
                                    .eventsPerBranchingFraction()
                                    .get(i)
                                    .at(j))
                            .isCloseTo(wanted, within(1e-12 * (1 + wanted)));
                }
            }
            assertThat(data.channels()).extracting(Channel::name).contains(channel);
        }
        assertThat(Program.execute(
                                "check",
                                write(
                                                "c.yaml",
                                                "experiments: [" + entry.replace("sample: signal", "sample: sgnal")
                                                        + "]\nstudies: []\n")
                                        .toString())
                        .err())
                .contains("c.yaml:1:15")
                .contains("expected only the signal sample \"sgnal\"");
    }

    private Dataset dataset(String entry) throws IOException {
        return Program.read(
                        write("d.yaml", "experiments: [" + entry + "]\nstudies: [{id: rs, type: signal-strength}]\n"))
                .studies()
                .get(0)
                .datasets()
                .get(0);
    }

    @Test
    void tablesAreExportedFromConfigurationsAndFromResults() throws IOException {
        Path config = write(
                "a.yaml",
                "title: Two bodies\nexperiments: [belle2-ita]\nstudies: [{id: scan, type: mass-scan, scenario: vector,"
                        + " couplings: [hV], masses: [1.9, 2.1]}, {id: rs, type: signal-strength}]\n");
        emiss("run", config.toString(), "--out", directory + "/results");
        emiss("export", "csv", config.toString(), "scan", "--out", directory + "/scan.csv");
        assertThat(directory.resolve("scan.csv")).hasSameTextualContentAs(directory.resolve("results/scan.csv"));
        emiss("export", "hepdata", directory + "/results", "scan", "--out", directory + "/record");
        assertThat(directory.resolve("record/submission.yaml"))
                .content()
                .contains("name: \"scan\"")
                .contains("data_file: \"scan.yaml\"");
        assertThat(directory.resolve("record/scan.yaml"))
                .content()
                .startsWith(
                        "---\nindependent_variables:\n- header:\n    name: \"mass\"\n    units: \"GeV\"\n  values:\n"
                                + "  - value: 1.9\n  - value: 2.1\ndependent_variables:\n")
                .contains("- header:\n    name: \"t\"");
        emiss("export", "hepdata", config.toString(), "rs", "--out", directory + "/strength");
        assertThat(directory.resolve("strength/rs.yaml"))
                .content()
                .contains("errors:\n    - label: \"1 sigma\"\n      asymerror:\n        minus: -");
    }

    @Test
    void aPlaneIsExportedWithContoursAndLimits() throws IOException {
        Path config = write(
                "a.yaml",
                "experiments: [belle2-ita, aleph-bs]\nstudies: [{id: p, type: coupling-plane, scenario: dirac-pair, mass: 0.6,"
                        + " x: {coupling: fVV, from: -4, to: 4, points: 31}, y: {coupling: fAA, from: -20, to: 20, points: 7},"
                        + " limits: [{coupling: fAA, experiments: [aleph-bs], others: zero}]}]\n");
        emiss("run", config.toString(), "--out", directory + "/results", "--no-report", "--figures", "none");
        emiss("export", "csv", directory + "/results", "p", "--out", directory + "/t.csv");
        emiss("export", "hepdata", config.toString(), "p", "--out", directory + "/record");
        emiss("export", "hepdata", directory + "/results", "p", "--out", directory + "/again");

        assertThat(directory.resolve("t.csv")).hasSameTextualContentAs(directory.resolve("results/p.csv"));
        assertThat(directory.resolve("t-contours.csv"))
                .content()
                .startsWith("data,sigma,outline,point,fVV,fAA\ncombined,1,");
        assertThat(directory.resolve("t-best.csv")).content().startsWith("minimum,fVV,fAA,t\n1,");
        // the limit of the tutorial
        assertThat(directory.resolve("t-limits.csv")).content().contains("|fAA|,zero,aleph-bs,0.9,13.7");
        for (String table : List.of("p.yaml", "p-contours.yaml", "p-best.yaml", "p-limits.yaml")) {
            assertThat(directory.resolve("record").resolve(table))
                    .hasSameTextualContentAs(directory.resolve("again").resolve(table));
        }
        Program.Printed misspelt = Program.execute("export", "csv", directory + "/results", "q");
        assertThat(misspelt.exitCode()).isEqualTo(2);
        assertThat(misspelt.err()).contains("unknown study \"q\"");
        assertThat(Program.execute("export", "csv", directory.toString(), "p").err())
                .contains("there is no such file, expected the results.json of a run");
    }

    @Test
    void exportedNuisancesOfSeveralDataSetsAreSharedByName() throws IOException {
        Path config =
                write("a.yaml", "experiments: [belle2-ita, belle2-hta]\nstudies: [{id: rs, type: signal-strength}]\n");
        emiss("export", "pyhf", config.toString(), "rs", "--out", directory + "/w.json");
        BinnedModel joint = BinnedModel.of(List.of(dataset("belle2-ita"), dataset("belle2-hta")));
        BinnedModel imported = BinnedModel.of(List.of(workspace(directory.resolve("w.json"))));
        assertThat(imported.nuisanceNames())
                .hasSameSizeAs(joint.nuisanceNames())
                .contains("belle2/corr_ff_c1");
    }

    /** A background-only workspace has no parameter of interest until a patch brings it. */
    @Test
    void patchesAreListedAndApplied() throws IOException {
        write(
                "bkg.json",
                "{\"version\": \"1.0.0\", \"channels\": [{\"name\": \"SR\", \"samples\": [{\"name\": \"rest\", \"data\": [80],"
                        + " \"modifiers\": []}]}], \"observations\": [{\"name\": \"SR\", \"data\": [104]}],"
                        + " \"measurements\": [{\"name\": \"m\", \"config\": {\"poi\": \"mu_SIG\", \"parameters\": []}}]}");
        Path set = write(
                "set.json",
                "{\"version\": \"1.0.0\", \"metadata\": {\"references\": {}, \"description\": \"d\", \"labels\": [\"mass\"],"
                        + " \"digests\": {}}, \"patches\": [{\"metadata\": {\"name\": \"S_600\", \"values\": [600]}, \"patch\": ["
                        + "{\"op\": \"add\", \"path\": \"/channels/0/samples/-\", \"value\": {\"name\": \"sig\", \"data\": [12],"
                        + " \"modifiers\": [{\"name\": \"mu_SIG\", \"type\": \"normfactor\", \"data\": null}]}}]}]}");

        assertThat(emiss("list", set.toString()).out()).contains("patches", "S_600", "600");
        assertThat(emiss("list", "--json", set.toString()).out()).contains("\"mass\" : \"600\"");
        StudyResult found = Program.run(
                        write(
                                "a.yaml",
                                "experiments: [{pyhf: bkg.json, patch: {file: set.json, name: S_600}}]\n"
                                        + "studies: [{id: a, type: signal-strength}]\n"),
                        1)
                .studies()
                .get(0);
        assertThat(found.number("/mu")).isCloseTo(2, within(1e-6));
        Path without = write("b.yaml", "experiments: [{pyhf: bkg.json}]\nstudies: [{id: a, type: signal-strength}]\n");
        assertThat(Program.execute("check", without.toString()).err())
                .contains("b.yaml:2:11: no parameter of interest: no data set has a signal sample, bkg (pyhf workspace,"
                        + " measurement m, no signal: its parameter of interest \"mu_SIG\" belongs to no modifier)");
        emiss(
                "import",
                "pyhf",
                directory + "/bkg.json",
                "--patch",
                set.toString(),
                "--patch-name",
                "S_600",
                "--out",
                directory + "/one.json");
        assertThat(directory.resolve("one.json")).content().contains("patch S_600");
    }
}
