package emiss.inference;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One outcome of the experiments with everything that was measured: the {@link ModelData}, and the centres of the constraints of
 * parameters of interest, which belong to a {@link SignalModel}. The real outcome, Asimov data, or a toy; immutable.
 */
public final class PseudoExperiment {
    private final ModelData data;
    private final double @Nullable [] measured;
    private final OptionalLong index;

    PseudoExperiment(ModelData data, double @Nullable [] measured, OptionalLong index) {
        this.data = data;
        this.measured = measured;
        this.index = index;
    }

    /**
     * {@return what was observed, with the constraints that signals bring}
     *
     * @param data the outcome
     */
    public static PseudoExperiment observed(ModelData data) {
        return new PseudoExperiment(data, null, OptionalLong.empty());
    }

    /**
     * {@return the Asimov data of a fit: expected events and branching fractions, all auxiliary data at the fitted values
     * (arXiv:1007.1727, Sec. 3.2)}
     *
     * @param fit the fit
     */
    public static PseudoExperiment asimov(FitResult fit) {
        return new PseudoExperiment(
                new ModelData(fit.data().model, fit.expected(), fit.nuisances()),
                fit.signal().measuredQuantities(fit.signalParameters()),
                OptionalLong.empty());
    }

    /**
     * {@return the same with one of the constraints that the signal brings measured elsewhere}
     *
     * @param constraint which of the constraints, in the order of the parameters of the signal that have one
     * @param by by how much, in units of its width
     * @throws IllegalStateException if this is neither a toy nor Asimov data
     */
    public PseudoExperiment moved(int constraint, double by) {
        if (measured == null) {
            throw new IllegalStateException("the constraints of a signal are where the signal says");
        }
        double[] elsewhere = measured.clone();
        elsewhere[constraint] += by;
        return new PseudoExperiment(data, elsewhere, index);
    }

    /** {@return events, branching fractions and auxiliary data} */
    public ModelData data() {
        return data;
    }

    /** {@return which toy this is; empty if it is none} */
    public OptionalLong index() {
        return index;
    }

    /**
     * {@return a signal with the constraints of its parameters as they were measured here}
     *
     * @param signal the signal, with as many constraints as the one that this was made from
     */
    public SignalModel constrained(SignalModel signal) {
        return measured == null ? signal : signal.measured(measured);
    }
}
