package emiss.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.decay.Mixture;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Quality;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Scenario;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.Interval;
import emiss.inference.ProfileLikelihood;
import emiss.inference.SignalModel;
import emiss.physics.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Correlated branching fractions with asymmetric errors, whose likelihood has a second minimum near mu = 1.15. */
class CorrelatedErrorsTest {
    private static final Analysis ANALYSIS = new Analysis(
            List.of(new BranchingFractionData(
                    "toy",
                    "toy",
                    Quality.UNPUBLISHED,
                    new Provenance("made up for a test", List.of(), ""),
                    List.of(
                            new BranchingFractionData.Measurement(Mixture.of("B+->K+"), 1.5e-5, 0.5e-5, 0.9e-5),
                            new BranchingFractionData.Measurement(Mixture.of("B0->K*0"), 0.6e-5, 0.2e-5, 0.7e-5)),
                    List.of(DoubleVector.of(1, 0.6), DoubleVector.of(0.6, 1)),
                    null)),
            Fixtures.theory());

    private static double pull(double prediction, double value, double low, double high) {
        return (prediction - value) / (prediction > value ? high : low);
    }

    /** -2 ln L of mu, from its definition. */
    private static double definition(double mu) {
        double[] rows = ANALYSIS.standardModelRows();
        double one = pull(mu * rows[0], 1.5e-5, 0.5e-5, 0.9e-5);
        double two = pull(mu * rows[1], 0.6e-5, 0.2e-5, 0.7e-5);
        return (one * one + two * two - 1.2 * one * two) / (1 - 0.36);
    }

    @Test
    void theSignalStrengthIsTheLowestMinimum() {
        FitResult best = ANALYSIS.rescaledFit();
        double mu = best.signalParameters()[0];
        assertThat(mu).isCloseTo(0.4196, within(5e-5));
        assertThat(best.deviance()).isCloseTo(6.976, within(5e-4)).isCloseTo(definition(mu), within(1e-9));
        ProfileLikelihood profile = new ProfileLikelihood(
                new Fitter(ANALYSIS.model()), ANALYSIS.data(), ANALYSIS.rescaledStandardModel(), best);
        Interval interval = profile.interval(0, 1);
        assertThat(mu).isBetween(interval.low(), interval.high());
        for (double end : List.of(interval.low(), interval.high())) {
            assertThat(definition(end) - best.deviance()).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void aSearchThatComesAcrossALowerMinimumGoesOnFromThere() {
        Fitter fitter = new Fitter(ANALYSIS.model());
        SignalModel mu = ANALYSIS.rescaledStandardModel();
        SignalModel bounded = SignalModel.scaled(mu.parameters().get(0).atLeast(0.8), ANALYSIS.standardModelRows());
        FitResult shallow = fitter.fit(ANALYSIS.data(), bounded);
        assertThat(shallow.signalParameters()[0]).isCloseTo(1.15, within(0.01));
        assertThat(shallow.deviance()).isGreaterThan(ANALYSIS.rescaledFit().deviance());

        ProfileLikelihood profile = new ProfileLikelihood(fitter, ANALYSIS.data(), mu, shallow);
        Interval interval = profile.interval(0, 1);

        assertThat(profile.best().deviance()).isCloseTo(ANALYSIS.rescaledFit().deviance(), within(1e-9));
        assertThat(profile.best().signalParameters()[0]).isBetween(interval.low(), interval.high());
    }

    @Test
    void aCouplingLiesInItsInterval() {
        Scenario vector = Fixtures.scenario("vector");
        CouplingFitter fitter = new CouplingFitter(ANALYSIS);
        for (double mass : new double[] {0.5, 1, 1.5, 2, 2.5}) {
            CouplingFit fit = fitter.fit(ANALYSIS.hypothesis(
                    new Candidate(vector, mass, 10_000, 0), List.of(Basis.Variable.coupling("hV")), false));
            CouplingFitter.Intervals intervals = fitter.intervals68(fit);
            assertThat(intervals.best()).isSameAs(fit);
            Interval ends = intervals.byCoupling().get("hV");
            assertThat(Math.abs(fit.value("hV"))).isBetween(ends.low(), ends.high());
        }
    }
}
