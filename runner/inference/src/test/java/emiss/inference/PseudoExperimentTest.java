package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A bin in which a signal is measured, whose two parameters have constraints that say more than the bin. */
class PseudoExperimentTest {
    private final BinnedModel model = Models.counts(new double[] {12}, new double[] {8});
    private final SignalModel signal = SignalModel.of(
            List.of(
                    ParameterOfInterest.free("s", 3).constrained(3, 1e-4),
                    ParameterOfInterest.free("t", 1).constrained(1, 2e-4)),
            new double[1],
            new double[][] {{1}, {1}},
            new double[2][2][1]);
    private final Fitter fitter = new Fitter(model);
    private final FitResult fit = fitter.fit(model.observedData(), signal);

    private double[] fitted(PseudoExperiment outcome) {
        return fitter.fit(outcome.data(), outcome.constrained(signal)).signalParameters();
    }

    @Test
    void asimovDataAreWhatIsExpected() {
        PseudoExperiment asimov = PseudoExperiment.asimov(fit);

        assertThat(asimov.data().observed()).containsExactly(fit.expected());
        assertThat(asimov.index()).isEqualTo(OptionalLong.empty());
        assertThat(fitted(asimov)).containsExactly(fit.signalParameters(), within(1e-12));
    }

    @Test
    void oneConstraintIsMoved() {
        PseudoExperiment moved = PseudoExperiment.asimov(fit).moved(1, 2.5).moved(0, -1);

        assertThat(fitted(moved))
                .containsExactly(
                        new double[] {fit.signalParameters()[0] - 1e-4, fit.signalParameters()[1] + 5e-4},
                        within(1e-7));
    }

    @Test
    void movingLeavesTheOriginal() {
        PseudoExperiment asimov = PseudoExperiment.asimov(fit);
        asimov.moved(0, 100);

        assertThat(fitted(asimov)).containsExactly(fit.signalParameters(), within(1e-12));
    }

    @Test
    void aMovedToyKeepsItsIndex() {
        PseudoExperiment toy = new Toys(model, fit, 1).draw(9);

        assertThat(toy.moved(0, 1).index()).isEqualTo(OptionalLong.of(9));
        assertThat(toy.moved(0, 1).data()).isSameAs(toy.data());
    }

    @Test
    void observedConstraintsStay() {
        PseudoExperiment observed = PseudoExperiment.observed(model.observedData());

        assertThat(observed.constrained(signal)).isSameAs(signal);
        assertThatThrownBy(() -> observed.moved(0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the constraints of a signal are where the signal says");
    }
}
