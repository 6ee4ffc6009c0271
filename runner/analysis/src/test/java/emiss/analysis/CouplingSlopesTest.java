package emiss.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Dataset;
import emiss.api.experiment.Experiment;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.data.JsonDatasetReader;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.physics.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The derivatives of the profiled t, against differences of fits. */
class CouplingSlopesTest {
    private static List<Dataset> data(String... ids) {
        return ServiceLoader.load(Experiment.class).stream()
                .map(provider -> provider.get())
                .filter(experiment -> List.of(ids).contains(experiment.id()))
                .map(experiment -> experiment.dataset(new JsonDatasetReader()))
                .toList();
    }

    private static void check(
            Analysis analysis, String scenario, double mass, Map<String, Complex> values, double step) {
        Hypothesis hypothesis = analysis.hypothesis(
                new Candidate(Fixtures.scenario(scenario), mass, 10_000, 0),
                values.keySet().stream().map(Basis.Variable::coupling).toList(),
                true);
        Fitter fitter = new Fitter(analysis.model());
        FitResult fit = fitter.fit(analysis.data(), hypothesis.signalAt(values));
        Map<String, Complex> slopes = CouplingSlopes.of(hypothesis, values, fit, fitter);

        assertThat(slopes.keySet()).isEqualTo(values.keySet());
        slopes.forEach((name, slope) -> {
            compare(slope.re() * step, difference(hypothesis, values, name, Complex.real(step)));
            compare(slope.im() * step, difference(hypothesis, values, name, new Complex(0, step)));
        });
    }

    private static void compare(double found, double difference) {
        assertThat(found).isCloseTo(difference, within(1e-4 * Math.abs(difference) + 1e-7));
    }

    private static double difference(Hypothesis hypothesis, Map<String, Complex> values, String name, Complex step) {
        Map<String, Complex> up = new LinkedHashMap<>(values);
        Map<String, Complex> down = new LinkedHashMap<>(values);
        up.put(name, values.get(name).plus(step));
        down.put(name, values.get(name).plus(step.times(-1)));
        return 0.5 * (deviance(hypothesis, up) - deviance(hypothesis, down));
    }

    private static double deviance(Hypothesis hypothesis, Map<String, Complex> values) {
        Analysis analysis = hypothesis.analysis();
        FitResult fit = new Fitter(analysis.model()).fit(analysis.data(), hypothesis.signalAt(values));
        assertThat(fit.reason()).isEmpty();
        return fit.deviance();
    }

    private static Map<String, Complex> values(String first, Complex one, String second, Complex two) {
        Map<String, Complex> values = new LinkedHashMap<>();
        values.put(first, one);
        values.put(second, two);
        return values;
    }

    @Test
    void ofCounts() {
        Analysis analysis = new Analysis(data("belle2-ita", "belle2-hta"), Fixtures.theory());
        check(analysis, "dirac-pair", 0.6, values("fVV", new Complex(1.2, 0.3), "fTT", new Complex(0.4, -0.2)), 1e-3);
    }

    @Test
    void ofCountsAndBranchingFractions() {
        Analysis analysis = new Analysis(
                data("belle2-hta", "babar-kstar0", "aleph-bs"), Fixtures.theory(0.1, FormFactorUncertainty.NONE));
        check(analysis, "scalar", 0.6, values("gS", Complex.real(1e-8), "gP", new Complex(2e-8, 1e-8)), 1e-11);
    }

    @Test
    void withFormFactorsThatFloat() {
        Analysis analysis = new Analysis(data("belle2-ita"), Fixtures.theory(0.1, FormFactorUncertainty.COHERENT));
        check(analysis, "dirac-pair", 0.6, values("fVV", Complex.real(1.2), "fSS", Complex.real(0.4)), 1e-3);
    }

    /** Couplings that contain the Standard Model interfere with it. */
    @Test
    void ofCouplingsWithTheStandardModel() {
        Analysis analysis = new Analysis(data("belle2-hta"), Fixtures.theory());
        check(analysis, "neutrinos", 0, values("CVL", Complex.real(8), "CVR", new Complex(1, 2)), 1e-2);
    }

    @Test
    void ofEventsThatFluctuate() {
        Analysis analysis = new Analysis(List.of(ToyHistogram.withNewPhysicsStatistics(true)), Fixtures.theory());
        check(analysis, "vector", 2, values("hV", Complex.real(3e-8), "hT", Complex.real(1e-8)), 1e-11);
    }
}
