package emiss.analysis;

import emiss.inference.ParameterOfInterest;
import emiss.inference.SignalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Collects the terms of a signal model; pairs of parameters without a term do not interfere. The quadratic terms are the
 * events of new particles, the constant and the linear ones those of the Standard Model and their uncertainty. Form factors change
 * all of them together.
 */
final class SignalTerms {
    private record QuadraticTerm(int k, int l, MovingRows rows) {}

    private final int rows;
    private final FormFactorAxes axes;
    private final List<ParameterOfInterest> strengths;
    private final List<MovingRows> constant = new ArrayList<>();
    private final List<ParameterOfInterest> parameters = new ArrayList<>();
    private final List<List<MovingRows>> linear = new ArrayList<>();
    private final List<QuadraticTerm> quadratic = new ArrayList<>();
    private boolean[] fluctuating = new boolean[0];
    private double[] contained = new double[0];

    /**
     * Begins without any.
     *
     * @param rows how many rows there are
     * @param axes how form factors vary
     * @param strengths by how much, as parameters
     */
    SignalTerms(int rows, FormFactorAxes axes, List<ParameterOfInterest> strengths) {
        this.rows = rows;
        this.axes = axes;
        this.strengths = strengths;
    }

    /** Adds a term that no parameter changes. */
    SignalTerms add(MovingRows events) {
        constant.add(events);
        return this;
    }

    /** Adds a parameter with its linear term. */
    SignalTerms add(ParameterOfInterest parameter, MovingRows events) {
        parameters.add(parameter);
        linear.add(List.of(events));
        return this;
    }

    /** Adds a parameter without a linear term. */
    SignalTerms add(ParameterOfInterest parameter) {
        parameters.add(parameter);
        linear.add(List.of());
        return this;
    }

    /**
     * A Gaussian uncertainty of a normalisation.
     *
     * @param relative its relative size; 0 for none
     * @param centre where the normalisation was measured, in units of the uncertainty
     */
    record Uncertainty(double relative, double centre) {}

    /** Adds a Gaussian uncertainty of the normalisation of {@code events}, unless it is 0. */
    SignalTerms addUncertainty(Uncertainty uncertainty, MovingRows events) {
        return uncertainty.relative == 0
                ? this
                : add(
                        ParameterOfInterest.free(Hypothesis.SM_NORMALISATION, 0).constrained(uncertainty.centre, 1),
                        events.times(uncertainty.relative));
    }

    /** Adds the term that multiplies parameter k times parameter l, each unordered pair once. */
    SignalTerms addQuadratic(int k, int l, MovingRows events) {
        quadratic.add(new QuadraticTerm(k, l, events));
        return this;
    }

    /**
     * Lets the events of new particles fluctuate by the square root of their number.
     *
     * @param rowsThatDo the first rows; true where they do
     * @param standardModel the events of the Standard Model that the quadratic terms contain, in these rows
     */
    SignalTerms addFluctuations(boolean[] rowsThatDo, double[] standardModel) {
        fluctuating = rowsThatDo;
        contained = standardModel;
        return this;
    }

    SignalModel build() {
        SignalModel signal = signal(MovingRows::central);
        SignalModel widened = fluctuating.length == 0 ? signal : signal.fluctuating(newParticles());
        List<SignalModel.Modulated> modulation = new ArrayList<>();
        for (int t = 0; t < axes.terms().size(); t++) {
            int term = t;
            FormFactorAxes.Term which = axes.terms().get(t);
            modulation.add(
                    new SignalModel.Modulated(which.first(), which.second(), signal(events -> events.term(term))));
        }
        return widened.modulated(strengths, modulation);
    }

    private SignalModel signal(Function<MovingRows, double[]> part) {
        double[] sum = new double[rows];
        constant.forEach(events -> addTo(sum, part.apply(events)));
        double[][] factors = new double[parameters.size()][rows];
        for (int k = 0; k < factors.length; k++) {
            double[] factor = factors[k];
            linear.get(k).forEach(events -> addTo(factor, part.apply(events)));
        }
        return SignalModel.of(parameters, sum, factors, matrix(part));
    }

    private static void addTo(double[] sum, double[] events) {
        for (int row = 0; row < sum.length; row++) {
            sum[row] += events[row];
        }
    }

    /** The events of new particles where they fluctuate. */
    private SignalModel newParticles() {
        double[] taken = new double[rows];
        double[][][] matrix = matrix(MovingRows::central);
        for (int row = 0; row < rows; row++) {
            if (row < fluctuating.length && fluctuating[row]) {
                taken[row] = -contained[row];
            } else {
                for (double[][] column : matrix) {
                    for (double[] values : column) {
                        values[row] = 0;
                    }
                }
            }
        }
        return SignalModel.of(parameters, taken, new double[parameters.size()][rows], matrix);
    }

    private double[][][] matrix(Function<MovingRows, double[]> part) {
        int size = parameters.size();
        double[][][] matrix = new double[size][size][rows];
        for (QuadraticTerm term : quadratic) {
            double share = term.k == term.l ? 1 : 0.5;
            double[] events = part.apply(term.rows);
            for (int row = 0; row < rows; row++) {
                double value = share * events[row];
                matrix[term.k][term.l][row] = value;
                matrix[term.l][term.k][row] = value;
            }
        }
        return matrix;
    }
}
