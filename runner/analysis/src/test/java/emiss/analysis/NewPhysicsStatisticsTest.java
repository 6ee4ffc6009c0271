package emiss.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.Interval;
import emiss.inference.ProfileLikelihood;
import emiss.inference.SignalModel;
import emiss.physics.Candidate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sigma_X of arXiv:2403.13887 eq. (9), asked for by {@code newPhysicsStatistics} in a file. */
class NewPhysicsStatisticsTest {
    private static final Analysis WITH =
            new Analysis(List.of(ToyHistogram.withNewPhysicsStatistics(true)), Fixtures.theory());
    private static final Analysis WITHOUT =
            new Analysis(List.of(ToyHistogram.withNewPhysicsStatistics(false)), Fixtures.theory());

    private static Hypothesis vector(Analysis analysis, String... couplings) {
        return analysis.hypothesis(
                new Candidate(Fixtures.scenario("vector"), 2, 10_000, 0),
                Arrays.stream(couplings).map(Basis.Variable::coupling).toList(),
                false);
    }

    private static FitResult fit(Analysis analysis, SignalModel signal) {
        FitResult fit = new Fitter(analysis.model()).fit(analysis.data(), signal);
        assertThat(fit.reason()).isEmpty();
        return fit;
    }

    /**
     * -2 ln L minimised over theta_X bin by bin, everything else as the fit left it: n = background + S + sqrt(s_X) theta_X.
     */
    private static double direct(FitResult fit, double[] signal, double[] newPhysics) {
        double sum = Arrays.stream(fit.pulls()).map(pull -> pull * pull).sum();
        double[] background = fit.expectedBackground();
        double[] observed = fit.data().observed();
        for (int i = 0; i < observed.length; i++) {
            double n = observed[i];
            double mean = background[i] + signal[i];
            double width = Math.sqrt(Math.max(0, newPhysics[i]));
            double lowest = Double.POSITIVE_INFINITY;
            for (int step = -100_000; step <= 100_000; step++) {
                double theta = 1e-4 * step;
                double nu = mean + width * theta;
                if (nu > 0) {
                    lowest = Math.min(lowest, 2 * (nu - n + n * Math.log(n / nu)) + theta * theta);
                }
            }
            sum += lowest;
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-8, 3e-8, 6e-8})
    void theFitIsTheMinimumOverTheta(double coupling) {
        Map<String, Complex> values = Map.of("hV", Complex.real(coupling));
        Hypothesis hypothesis = vector(WITH, "hV");
        FitResult fit = fit(WITH, hypothesis.signalAt(values));

        // The grid of theta has steps of 1e-4; the minimum is missed by the square of half a step times the curvature.
        assertThat(fit.deviance())
                .isCloseTo(direct(fit, hypothesis.rows(values), hypothesis.newPhysicsRows(values)), within(1e-6));
        assertThat(fit(WITH, hypothesis.withFixed(Map.of("hV", coupling))).deviance())
                .isCloseTo(fit.deviance(), within(1e-9));
    }

    @Test
    void limitsAreWeakerAndTheStandardModelIsTheSame() {
        double[] limits = new double[2];
        for (int i = 0; i < 2; i++) {
            Analysis analysis = i == 0 ? WITH : WITHOUT;
            Hypothesis hypothesis = vector(analysis, "hV");
            CouplingFit best = new CouplingFitter(analysis).fit(hypothesis);
            Interval interval = new ProfileLikelihood(
                            new Fitter(analysis.model()), analysis.data(), hypothesis.signalModel(), best.result())
                    .intervalOfModulus(0, 2.71);
            assertThat(interval.reason()).isEmpty();
            limits[i] = interval.high();
        }

        assertThat(limits[0]).isFinite().isGreaterThan(1.1 * limits[1]);
        assertThat(WITH.standardModelFit().deviance())
                .isEqualTo(WITHOUT.standardModelFit().deviance());
        assertThat(WITH.rescaledFit().deviance())
                .isEqualTo(WITHOUT.rescaledFit().deviance());
    }

    @Test
    void sensitivityVanishesWithTheCoupling() {
        Hypothesis hypothesis = vector(WITH, "hV");
        double quadratic = WITH.t(fit(WITH, hypothesis.signalAt(Map.of("hV", Complex.real(1e-10))))) / 1e-20;
        for (double coupling : new double[] {0, 1e-14, 1e-12, 1e-11}) {
            double t = WITH.t(fit(WITH, hypothesis.signalAt(Map.of("hV", Complex.real(coupling)))));
            assertThat(t).isCloseTo(quadratic * coupling * coupling, within(1e-9));
        }
    }

    @Test
    void heldAndFloatingCouplingsShareTheWidth() {
        Hypothesis hypothesis = vector(WITH, "hV", "hA");
        Map<String, Complex> values = Map.of("hV", Complex.real(2e-8), "hA", Complex.real(-3e-8));

        double held =
                fit(WITH, hypothesis.withFixed(Map.of("hV", 2e-8, "hA", -3e-8))).deviance();

        assertThat(held)
                .isCloseTo(fit(WITH, hypothesis.signalAt(values)).deviance(), within(1e-9))
                .isNotCloseTo(
                        fit(WITHOUT, vector(WITHOUT, "hV", "hA").signalAt(values))
                                .deviance(),
                        within(0.01));
    }

    /** Couplings that contain the Standard Model: only what goes beyond it fluctuates. */
    @Test
    void theStandardModelPartOfNeutrinosDoesNotFluctuate() {
        Map<String, Complex> point =
                WITH.theory().standardModelPoint(Fixtures.scenario("neutrinos")).orElseThrow();
        String name = point.keySet().iterator().next();
        double[] deviance = new double[2];
        for (int i = 0; i < 2; i++) {
            Analysis analysis = i == 0 ? WITH : WITHOUT;
            Hypothesis hypothesis = analysis.hypothesis(
                    new Candidate(Fixtures.scenario("neutrinos"), 0, 10_000, 0),
                    List.of(Basis.Variable.coupling(name)),
                    false);
            deviance[i] = fit(analysis, hypothesis.signalAt(point)).deviance();
            if (i == 0) {
                Map<String, Complex> large =
                        Map.of(name, Complex.real(5 * point.get(name).re()));
                double[] rows = hypothesis.rows(large);
                double[] beyond = rows.clone();
                for (int row = 0; row < beyond.length; row++) {
                    beyond[row] -= analysis.standardModelRows()[row];
                }
                FitResult fit = fit(analysis, hypothesis.signalAt(large));
                assertThat(fit.deviance()).isCloseTo(direct(fit, rows, beyond), within(1e-6));
            }
        }

        assertThat(deviance[0]).isCloseTo(deviance[1], within(1e-3));
    }
}
