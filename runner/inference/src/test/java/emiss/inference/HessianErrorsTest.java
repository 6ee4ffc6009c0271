package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.Systematic;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * 100 events of 60 g + 40 l with g = 1 +- 0.1, eliminated in its bin, and l = 1 +- 0.05: second derivatives are 1/sigma^2 on the
 * diagonal plus m m^T/100 with m = (60, 40), whose inverse is that of Sherman and Morrison.
 */
class HessianErrorsTest {
    private static final double G = 0.01;
    private static final double L = 0.0025;
    private static final double NORM = 100 + 3600 * G + 1600 * L;

    private static BinnedModel model(double... observed) {
        return BinnedModel.of(List.of(Models.counting(
                "d",
                Models.channel(
                        "c",
                        observed,
                        Models.signal(new double[] {1, 1}),
                        Models.background("one", new double[] {60, 0}, Models.statError("g", 6, 0)),
                        Models.background("two", new double[] {40, 0}, new Systematic.Lumi("l", 1, 0.05)),
                        Models.background("three", new double[] {0, 50}, new Systematic.NormFactor("f"))))));
    }

    private static HessianErrors errors(BinnedModel model, SignalModel signal) {
        return new HessianErrors(new Fitter(model).fit(model.observedData(), signal));
    }

    @Test
    void areThoseOfAllParameters() {
        HessianErrors errors = errors(model(100, 60), SignalModel.fixed(new double[2]));

        assertThat(errors.nuisances())
                .containsExactly(
                        new double[] {
                            Math.sqrt(L - 1600 * L * L / NORM), Math.sqrt(60) / 50, Math.sqrt(G - 3600 * G * G / NORM)
                        },
                        within(1e-6));
        assertThat(errors.parametersOfInterest()).isEmpty();
    }

    /** A free strength takes up what the count says. */
    @Test
    void ofNuisancesBesideAFreeStrengthAreThoseOfTheirConstraints() {
        HessianErrors errors = errors(model(130, 60), SignalModel.scaled("s", new double[] {2, 0}));

        assertThat(errors.nuisances()).containsExactly(new double[] {0.05, Math.sqrt(60) / 50, 0.1}, within(1e-5));
        assertThat(errors.parametersOfInterest())
                .containsExactly(new double[] {0.5 * Math.sqrt(130 + 3600 * G + 1600 * L)}, within(1e-4));
    }

    /** No events in the second bin: its free factor is at its bound 0, so that it has no error, and the others have theirs. */
    @Test
    void parametersAtTheirBoundsHaveNone() {
        HessianErrors errors = errors(
                model(100, 0),
                SignalModel.scaled(ParameterOfInterest.free("s", 1).atLeast(1), new double[] {0, 1}));

        assertThat(errors.nuisances()[1]).isZero();
        assertThat(errors.parametersOfInterest()).containsExactly(0);
        assertThat(errors.nuisances()[2]).isCloseTo(Math.sqrt(G - 3600 * G * G / NORM), within(1e-6));
    }

    @Test
    void parametersOfNothingHaveAnInfiniteOne() {
        BinnedModel idle = BinnedModel.of(List.of(Models.counting(
                "d",
                Models.channel(
                        "c",
                        new double[] {100},
                        Models.background("one", new double[] {100}),
                        Models.background("none", new double[] {0}, new Systematic.NormFactor("f"))))));
        HessianErrors errors = errors(idle, SignalModel.scaled("s", new double[] {0}));

        assertThat(errors.nuisances()).containsExactly(Double.POSITIVE_INFINITY);
        assertThat(errors.parametersOfInterest()).containsExactly(Double.POSITIVE_INFINITY);
    }

    @Test
    void needAFitThatConverged() {
        BinnedModel model = model(150, 60);
        FitResult failed =
                new Fitter(model, new FitOptions(1, 1e-12)).fit(model.observedData(), SignalModel.fixed(new double[2]));

        assertThatThrownBy(() -> new HessianErrors(failed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the fit did not converge: " + failed.reason());
        assertThatThrownBy(() -> MarginalLikelihood.minus2Log(failed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the fit did not converge: " + failed.reason());
    }
}
