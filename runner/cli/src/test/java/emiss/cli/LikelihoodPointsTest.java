package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.DataFormatException;
import emiss.results.FitResult;
import emiss.results.LikelihoodResult;
import emiss.results.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Log-pdfs at points that fix every parameter, and the points with profiled parameters beside them. */
class LikelihoodPointsTest {
    private static final String WORKSPACE = """
            {"version": "1.0.0",
             "channels": [{"name": "SR", "samples": [
               {"name": "signal", "data": [5, 8], "modifiers": [
                 {"name": "mu", "type": "normfactor", "data": null},
                 {"name": "eff", "type": "normsys", "data": {"lo": 0.9, "hi": 1.2}}]},
               {"name": "rest", "data": [50, 60], "modifiers": [
                 {"name": "shape", "type": "histosys", "data": {"lo_data": [47, 62], "hi_data": [54, 57]}},
                 {"name": "lumi", "type": "lumi", "data": null},
                 {"name": "free", "type": "normfactor", "data": null},
                 {"name": "mc", "type": "staterror", "data": [2, 3]}]}]}],
             "observations": [{"name": "SR", "data": [61, 70]}],
             "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": [
               {"name": "lumi", "auxdata": [1], "sigmas": [0.02], "bounds": [[0.5, 1.5]], "inits": [1]}]}}]}
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void writeWorkspace() throws IOException {
        Files.writeString(directory.resolve("w.json"), WORKSPACE);
    }

    private Path config(String points) {
        return Program.write(
                directory,
                "experiments: [{pyhf: w.json}]\nstudies:\n  - {id: l, type: likelihood, points: [" + points + "]}\n");
    }

    /** Outside of +-1 both interpolations are elementary: powers of a factor, straight lines of a shape. */
    private static double closedForm(
            double mu, double eff, double shape, double lumi, double free, double mc0, double mc1) {
        double efficiency = eff >= 1 ? Math.pow(1.2, eff) : eff <= -1 ? Math.pow(0.9, -eff) : Double.NaN;
        double[] shift = shape >= 1
                ? new double[] {4 * shape, -3 * shape}
                : shape <= -1 ? new double[] {3 * shape, -2 * shape} : new double[2];
        double nu0 = mu * efficiency * 5 + (50 + shift[0]) * lumi * free * mc0;
        double nu1 = mu * efficiency * 8 + (60 + shift[1]) * lumi * free * mc1;
        return poisson(61, nu0)
                + poisson(70, nu1)
                + gauss(0, eff, 1)
                + gauss(0, shape, 1)
                + gauss(1, lumi, 0.02)
                + gauss(1, mc0, 2.0 / 50)
                + gauss(1, mc1, 3.0 / 60);
    }

    private static double poisson(int n, double nu) {
        double sum = n * Math.log(nu) - nu;
        for (int i = 2; i <= n; i++) {
            sum -= Math.log(i);
        }
        return sum;
    }

    private static double gauss(double x, double mean, double sigma) {
        return -0.5 * (x - mean) * (x - mean) / (sigma * sigma) - Math.log(sigma * Math.sqrt(2 * Math.PI));
    }

    @Test
    void workspacesHaveTheLogPdfOfTheClosedForm() throws IOException {
        Path config = config("{mu: 1.4, nuisances: {eff: 1.5, shape: -2, lumi: 0.97, free: 1.1, mc: [1.1, 0.9]}},"
                + " {mu: 0.5, nuisances: {w/eff: -1.25, w/shape: 1.75, \"mc[1]\": 1.05}},"
                + " {mu: 0, nuisances: {eff: 1}}, {mu: 1}");
        Path out = directory.resolve("out");

        Program.Printed run = Program.execute("run", config.toString(), "--out", out.toString(), "--no-report");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode points = new JsonMapper()
                .readTree(Files.readString(out.resolve("results.json")))
                .at("/studies/0/points");
        double[] expected = {
            closedForm(1.4, 1.5, -2, 0.97, 1.1, 1.1, 0.9),
            closedForm(0.5, -1.25, 1.75, 1, 1, 1, 1.05),
            closedForm(0, 1, 0, 1, 1, 1, 1)
        };
        for (int i = 0; i < expected.length; i++) {
            JsonNode point = points.get(i);
            assertThat(point.get("logpdf").asDouble()).isCloseTo(expected[i], within(1e-10));
            assertThat(point.get("converged").asBoolean()).isTrue();
            // the last point is the Standard Model, profiled: the reference of t
            assertThat(point.get("t").asDouble())
                    .isPositive()
                    .isCloseTo(-2 * (expected[i] - points.get(3).get("logpdf").asDouble()), within(1e-8));
        }
        assertThat(points.get(3).get("t").asDouble()).isCloseTo(0, within(1e-9));
    }

    @Test
    void namesThatMeanNothingAreProblemsOfTheConfiguration() {
        Path config = config("{mu: 1, nuisances: {efff: 1, mc: 1, shape: [1, 2], free: one}}");

        assertThatThrownBy(() -> Program.read(config))
                .isInstanceOfSatisfying(
                        DataFormatException.class,
                        wrong -> assertThat(wrong.problems())
                                .extracting(problem -> problem.replace(config + ":", ""))
                                .containsExactly(
                                        "3:60: unknown nuisance parameter \"efff\"; did you mean \"eff\"?",
                                        "3:69: nuisance parameter mc has 1 values, expected 2, one a bin",
                                        "3:76: nuisance parameter w/shape has 2 values, expected one",
                                        "3:97: \"free\" is the string \"one\", expected a number"));
    }

    @Test
    void aNameOfTwoDataSetsNeedsTheDataSet() {
        Path config = Program.write(
                directory,
                "experiments: [{pyhf: w.json, id: a}, {pyhf: w.json, id: b}]\nstudies:\n"
                        + "  - {id: l, type: likelihood, points: [{mu: 1, nuisances: {eff: 1, a/shape: 1}}]}\n");

        assertThatThrownBy(() -> Program.read(config))
                .hasMessageContaining("nuisance parameter \"eff\" is ambiguous, expected one of a/eff, b/eff")
                .hasMessageNotContaining("shape");
    }

    @Test
    void aParameterGivenTwiceFailsThePoint() {
        StudyResult study = Program.run(config("{mu: 1, nuisances: {eff: 1, w/eff: 2}}"), 1)
                .studies()
                .get(0);

        assertThat(study.reasons())
                .containsExactly("the point mu = 1.0 failed: nuisance parameter w/eff is given twice");
    }

    /** The exported workspace is evaluated by other code: its new particles are a sample, not couplings. */
    @Test
    void newParticlesHaveTheLogPdfOfTheirExportedWorkspace() throws IOException {
        Path config = Program.write(
                directory,
                Program.belleIIConfig("{id: best, type: fit, scenario: vector, couplings: [hV], mass: 2.1}"));
        FitResult best = (FitResult) Program.run(config, 1).studies().get(0).result();
        Path exported = directory.resolve("np.json");
        assertThat(Program.execute("export", "pyhf", config.toString(), "best", "--out", exported.toString())
                        .exitCode())
                .isZero();
        String nuisances = "nuisances: {belle2/corr_ff_c1: 0.8, belle2/corr_br_c1: -1.2}";
        LikelihoodResult.Point direct = points(Program.belleIIConfig(String.format(
                        Locale.ROOT,
                        "{id: l, type: likelihood, scenario: vector, points: [{mass: 2.1, couplings: {hV: %s}, %s}]}",
                        best.couplings().get("hV").re(),
                        nuisances)))
                .get(0);

        LikelihoodResult.Point there = points(
                        "experiments: [{pyhf: np.json}]\nstudies: [{id: l, type: likelihood, points: [{mu: 1, "
                                + nuisances + "}]}]\n")
                .get(0);

        assertThat(direct.logpdf()).isCloseTo(there.logpdf(), within(1e-8));
    }

    /** Without new particles there is the Standard Model, whose normalisation is as uncertain as in the reference of t. */
    @Test
    void anUncertainNormalisationOfTheStandardModelIsProfiledToo() {
        List<LikelihoodResult.Point> points = points("inputs: {smUncertainty: 0.3}\n"
                + Program.belleIIConfig(
                        "{id: l, type: likelihood, scenario: vector, points: [{mass: 2.1, couplings: {hV: 0}},"
                                + " {mass: 2.1, couplings: {hV: 0}, nuisances: {smNormalisation: 1}},"
                                + " {mass: 2.1, couplings: {hV: 0}, nuisances: {}}]}"));

        assertThat(points.get(0).t()).isCloseTo(0, within(1e-9));
        // the constraint of a parameter of the signal counts without its normalisation
        LikelihoodResult.Point rescaled = points(
                        Program.belleIIConfig("{id: m, type: likelihood, points: [{mu: 1.3, nuisances: {}}]}"))
                .get(0);
        assertThat(points.get(1).logpdf()).isCloseTo(rescaled.logpdf() - 0.5, within(1e-9));
        assertThat(points.get(2).t()).isPositive();
    }

    private List<LikelihoodResult.Point> points(String config) {
        StudyResult study =
                Program.run(Program.write(directory, config), 1).studies().get(0);
        assertThat(study.reasons()).isEmpty();
        return ((LikelihoodResult) study.result()).points();
    }
}
