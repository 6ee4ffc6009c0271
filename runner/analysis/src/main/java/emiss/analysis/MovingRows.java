package emiss.analysis;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Events per row that form factors change: those at central form factors, and what every term of {@link FormFactorAxes} adds.
 * Immutable by convention.
 */
final class MovingRows {
    private final double[] central;
    private final double[][] terms;

    private MovingRows(double[] central, double[][] terms) {
        this.central = central;
        this.terms = terms;
    }

    /**
     * Events that are known at every shift of the form factors.
     *
     * @param atShift events per row, 0 being the central form factors
     */
    static MovingRows of(FormFactorAxes axes, IntFunction<double[]> atShift) {
        double[] central = atShift.apply(0);
        double[][] byShift = new double[axes.shifts().size()][];
        for (int shift = 0; shift < byShift.length; shift++) {
            byShift[shift] = shift == 0 ? central : atShift.apply(shift);
        }
        double[][] terms = new double[axes.terms().size()][central.length];
        for (int t = 0; t < terms.length; t++) {
            FormFactorAxes.Term term = axes.terms().get(t);
            for (int row = 0; row < central.length; row++) {
                int at = row;
                terms[t][row] = term.of(shift -> byShift[shift][at]);
            }
        }
        return new MovingRows(central, terms);
    }

    /** The same times a factor. */
    MovingRows times(double factor) {
        double[][] all = new double[terms.length][];
        for (int t = 0; t < all.length; t++) {
            all[t] = times(terms[t], factor);
        }
        return new MovingRows(times(central, factor), all);
    }

    /** These rows, then others that move with the same form factors. */
    MovingRows and(MovingRows others) {
        double[][] all = new double[terms.length][];
        for (int t = 0; t < all.length; t++) {
            all[t] = joined(terms[t], others.terms[t]);
        }
        return new MovingRows(joined(central, others.central), all);
    }

    private static double[] joined(double[] first, double[] second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static double[] times(double[] values, double factor) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    /** Events at some strengths. */
    double[] at(FormFactorAxes axes, double[] strengths) {
        double[] sum = central.clone();
        for (int t = 0; t < terms.length; t++) {
            FormFactorAxes.Term term = axes.terms().get(t);
            double factor = strengths[term.first()] * (term.second() < 0 ? 1 : strengths[term.second()]);
            for (int row = 0; factor != 0 && row < sum.length; row++) {
                sum[row] += factor * terms[t][row];
            }
        }
        return sum;
    }

    /** Events at central form factors. */
    double[] central() {
        return central;
    }

    /** What a term adds. */
    double[] term(int index) {
        return terms[index];
    }
}
