package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.results.FitResult;
import emiss.results.GoodnessOfFitResult;
import emiss.results.ResponseResult;
import emiss.results.Run;
import emiss.results.SpectrumResult;
import emiss.results.StudyResult;
import emiss.results.YieldsResult;
import emiss.results.YieldsResult.Channel;
import emiss.results.YieldsResult.Process;
import emiss.results.YieldsResult.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is expected by process, and responses. */
class YieldsTest {
    private static final String VECTOR = "{scenario: vector, couplings: [hV], mass: 2.1}";

    @TempDir
    private Path directory;

    private List<StudyResult> run(String text) {
        List<StudyResult> studies =
                Program.run(Program.write(directory, text), 1).studies();
        assertThat(studies).allSatisfy(study -> assertThat(study.reasons()).isEmpty());
        return studies;
    }

    private static double sum(DoubleVector numbers) {
        double sum = 0;
        for (int i = 0; i < numbers.size(); i++) {
            sum += numbers.at(i);
        }
        return sum;
    }

    /** The sums are those of the processes, and what other studies of the same fit say. */
    @Test
    void processesAddUpToWhatTheFitExpects() {
        List<StudyResult> studies = run("experiments: [belle2]\nstudies:\n"
                + "  - {id: y, type: yields, hypothesis: " + VECTOR + "}\n"
                + "  - {id: g, type: goodness-of-fit, hypothesis: " + VECTOR + ", toys: 20}\n"
                + "  - {id: s, type: spectrum, scenario: vector, couplings: [hV], masses: 2.1}\n");
        YieldsResult yields = (YieldsResult) studies.get(0).result();
        List<GoodnessOfFitResult.Bin> fitted =
                ((GoodnessOfFitResult) studies.get(1).result()).bins();
        int row = 0;
        double sm = 0;
        double vector = 0;
        for (Channel channel : yields.channels()) {
            for (int i = 0; i < channel.bins().size(); i++, row++) {
                int at = i;
                assertThat(channel.bins().get(i).observed())
                        .isEqualTo(fitted.get(row).observed());
                assertThat(channel.after().at(i))
                        .isCloseTo(fitted.get(row).expected(), within(1e-4))
                        .isCloseTo(
                                channel.processes().stream()
                                        .mapToDouble(process -> process.after().at(at))
                                        .sum(),
                                within(1e-8));
                assertThat(channel.before().at(i))
                        .isCloseTo(
                                channel.processes().stream()
                                        .mapToDouble(process -> process.before().at(at))
                                        .sum(),
                                within(1e-8));
                assertThat(channel.afterError().at(i)).isPositive();
            }
            for (Process process : channel.processes()) {
                sm += process.role() == Role.STANDARD_MODEL ? sum(process.before()) : 0;
                vector += process.role() == Role.NEW_PARTICLES ? sum(process.before()) : 0;
            }
        }
        assertThat(row).isEqualTo(30);
        // the fit knows the sum better than its inputs do where there are many events: 1 to 2 % of them after it
        Channel region = yields.channels().get(0);
        assertThat(region.beforeError().at(0))
                .isGreaterThan(0.1 * region.before().at(0));
        assertThat(region.afterError().at(0))
                .isBetween(0.005 * region.after().at(0), 0.025 * region.after().at(0));
        // before nuisance parameters act, as a spectrum tells the same signals
        SpectrumResult.Bins spectrum = (SpectrumResult.Bins) studies.get(2).result();
        assertThat(sm)
                .isCloseTo(
                        spectrum.bins().stream()
                                .mapToDouble(SpectrumResult.Bin::sm)
                                .sum(),
                        within(1e-6));
        assertThat(vector)
                .isCloseTo(
                        spectrum.bins().stream()
                                .mapToDouble(SpectrumResult.Bin::signal)
                                .sum(),
                        within(0.01));
    }

    /** Four Gaussian measurements without nuisance parameters: the error of a sum is that of the coupling squared. */
    @Test
    void branchingFractionsAreBinsOfTheirOwn() {
        List<StudyResult> studies = run("""
                experiments: [fcc-ee]
                data: {asimov: {scenario: vector, couplings: {hV: 7.0e-9}, mass: 2.1}}
                studies:
                  - {id: y, type: yields, hypothesis: {scenario: vector, couplings: [hV], mass: 2.1}}
                  - {id: f, type: fit, scenario: vector, couplings: [hV], mass: 2.1}
                """);
        Channel channel = ((YieldsResult) studies.get(0).result()).channels().get(0);
        FitResult fit = (FitResult) studies.get(1).result();
        assertThat(channel.isBranchingFractions()).isTrue();
        assertThat(channel.processes())
                .extracting(Process::role)
                .containsExactly(Role.STANDARD_MODEL, Role.NEW_PARTICLES);
        double weight = 0;
        for (int i = 0; i < 4; i++) {
            double produced = fit.branchingFractions().get(channel.bins().get(i).label());
            assertThat(channel.processes().get(1).after().at(i)).isCloseTo(produced, within(1e-9 * produced));
            weight += Math.pow(produced / channel.bins().get(i).errorHigh(), 2);
        }
        for (int i = 0; i < 4; i++) {
            double produced = fit.branchingFractions().get(channel.bins().get(i).label());
            assertThat(channel.afterError().at(i)).isCloseTo(produced / Math.sqrt(weight), within(1e-4 * produced));
            assertThat(channel.beforeError().at(i)).isZero();
        }
    }

    /** n = 64 in mu 10 + 40 (1 +- 10 %): before the fit 50 +- 4, after it 64 +- 8. */
    @Test
    void workspacesHaveThemToo() throws IOException {
        Files.writeString(directory.resolve("workspace.json"), """
                {"version": "1.0.0",
                 "channels": [{"name": "c", "samples": [
                   {"name": "signal", "data": [10], "modifiers": [{"name": "mu", "type": "normfactor", "data": null}]},
                   {"name": "b", "data": [40], "modifiers": [{"name": "n", "type": "normsys", "data": {"lo": 0.9, "hi": 1.1}}]}]}],
                 "observations": [{"name": "c", "data": [64]}],
                 "measurements": [{"name": "m", "config": {"poi": "mu", "parameters": []}}]}
                """);
        YieldsResult yields = (YieldsResult) run("""
                experiments: [{pyhf: workspace.json}]
                studies: [{id: y, type: yields}]
                """).get(0).result();
        Channel channel = yields.channels().get(0);
        assertThat(yields.couplings().get("mu").re()).isCloseTo(2.4, within(1e-6));
        assertThat(channel.before().at(0)).isCloseTo(50, within(1e-9));
        assertThat(channel.beforeError().at(0)).isCloseTo(4, within(0.02));
        assertThat(channel.after().at(0)).isCloseTo(64, within(1e-6));
        assertThat(channel.afterError().at(0)).isCloseTo(8, within(1e-3));
        assertThat(channel.processes()).extracting(Process::name).containsExactly("b", "SM");
        assertThat(channel.processes().get(1).after().at(0)).isCloseTo(24, within(1e-5));
    }

    /** A response times the branching fractions of the Standard Model by q2 is the signal that a data set expects of it. */
    @Test
    void responsesAreThoseOfTheDataSets() {
        List<StudyResult> studies = run("experiments: [belle2-ita]\nstudies:\n  - {id: r, type: response}\n"
                + "  - {id: y, type: yields, hypothesis: sm}\n");
        List<ResponseResult.Response> responses =
                ((ResponseResult) studies.get(0).result()).responses();
        assertThat(responses).extracting(ResponseResult.Response::channel).containsExactly("ITA-SR", "ITA-CR");
        ResponseResult.Response region = responses.get(0);
        assertThat(region.selections()).hasSize(3);
        for (int k = 0; k < region.total().size(); k++) {
            double sum = 0;
            for (ResponseResult.Selection selection : region.selections()) {
                sum += selection.events().at(k);
            }
            assertThat(region.total().at(k)).isCloseTo(sum, within(1e-9 * sum + 1e-12));
        }
        // 137 events of the Standard Model at 4.97e-6: 27.6 per 1e-6 in the mean over q2, more at low q2
        Channel channel = ((YieldsResult) studies.get(1).result()).channels().get(0);
        Process sm = channel.processes().get(channel.processes().size() - 1);
        double mean = 1e-6 * sum(sm.before()) / 4.966e-6;
        assertThat(1e-6 * region.total().at(5)).isGreaterThan(mean);
        assertThat(1e-6 * region.total().at(80)).isLessThan(mean);
    }

    /** Labels, colours and hashes of what a run used are those of its plugins, also where a scenario stands inside a hypothesis. */
    @Test
    void aScenarioInsideAHypothesisIsUsed() {
        Run run = Program.run(
                Program.write(
                        directory,
                        "experiments: [belle2-hta]\nstudies:\n  - {id: y, type: yields, hypothesis: " + VECTOR + "}\n"),
                1);
        assertThat(run.plugins()).extracting(Run.Plugin::id).containsExactly("vector", "belle2-hta");
    }
}
