package emiss.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is added to a {@link RowPolynomial} when strengths z act on it: a sum of terms z_m T(phi) and z_m z_n T(phi) with a polynomial T
 * of the parameters phi that come before the strengths. Immutable by convention.
 */
final class Modulation {
    /**
     * A term.
     *
     * @param first a strength
     * @param second another one or the same; -1 if the term is linear
     * @param factor what they multiply
     */
    record Term(int first, int second, RowPolynomial factor) {}

    /** How many parameters come before the strengths. */
    final int carriers;

    private final List<Term> terms;

    Modulation(int carriers, List<Term> terms) {
        this.carriers = carriers;
        this.terms = terms;
    }

    /** Whether nothing is added any more. */
    boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Whether nothing depends on more of parameter {@code k} than its square; it comes before the strengths. */
    boolean isEven(int k) {
        return k < carriers && terms.stream().allMatch(term -> term.factor.isEven(k));
    }

    /** The same in the squares of some parameters, which are even. */
    Modulation inSquares(boolean[] squared) {
        boolean[] ofCarriers = Arrays.copyOf(squared, carriers);
        return new Modulation(
                carriers,
                terms.stream()
                        .map(term -> new Term(term.first, term.second, term.factor.inSquares(ofCarriers)))
                        .toList());
    }

    /** With one of the parameters before the strengths held at a value. */
    Modulation fixCarrier(int index, double value) {
        return new Modulation(
                carriers - 1,
                terms.stream()
                        .map(term -> new Term(term.first, term.second, term.factor.fix(index, value)))
                        .toList());
    }

    /**
     * With strength {@code index} held at a value.
     *
     * @param constant receives what does not depend on the strengths any more
     */
    Modulation fixStrength(int index, double value, List<RowPolynomial> constant) {
        List<Term> left = new ArrayList<>();
        for (Term term : terms) {
            double factor = (term.first == index ? value : 1) * (term.second == index ? value : 1);
            int first = without(term.first, index);
            int second = term.second < 0 ? -1 : without(term.second, index);
            RowPolynomial scaled = factor == 1 ? term.factor : term.factor.times(factor);
            if (first < 0 && second < 0) {
                constant.add(scaled);
            } else {
                left.add(first < 0 ? new Term(second, -1, scaled) : new Term(first, second, scaled));
            }
        }
        return new Modulation(carriers, left);
    }

    private static int without(int strength, int index) {
        return strength == index ? -1 : strength < index ? strength : strength - 1;
    }

    /** Adds the values at the parameters found in {@code x} from {@code offset}; {@code work} has one entry a row. */
    void add(double[] x, int offset, double[] values, double[] work) {
        for (Term term : terms) {
            double strength = product(term, x, offset);
            if (strength != 0) {
                term.factor.evaluate(x, offset, work);
                add(strength, work, values);
            }
        }
    }

    /** Adds the first derivatives, per parameter one a row. */
    void addDerivatives(double[] x, int offset, double[][] derivative, double[] work) {
        for (Term term : terms) {
            double strength = product(term, x, offset);
            for (int k = 0; strength != 0 && k < carriers; k++) {
                term.factor.derivative(x, offset, k, work);
                add(strength, work, derivative[k]);
            }
            term.factor.evaluate(x, offset, work);
            add(other(term, x, offset), work, derivative[carriers + term.first]);
            if (term.second >= 0) {
                add(strength(term.first, x, offset), work, derivative[carriers + term.second]);
            }
        }
    }

    /** Adds the second derivatives, per pair of parameters in either order one a row. */
    void addSecond(double[] x, int offset, double[][][] second, double[] work) {
        for (Term term : terms) {
            double strength = product(term, x, offset);
            int m = carriers + term.first;
            int n = carriers + term.second;
            for (int k = 0; k < carriers; k++) {
                for (int l = 0; strength != 0 && l < carriers; l++) {
                    add(2 * strength, term.factor.quadratic[k][l], second[k][l]);
                }
                term.factor.derivative(x, offset, k, work);
                addBoth(other(term, x, offset), work, second, m, k);
                if (term.second >= 0) {
                    addBoth(strength(term.first, x, offset), work, second, n, k);
                }
            }
            if (term.second >= 0) {
                term.factor.evaluate(x, offset, work);
                addBoth(1, work, second, m, n);
            }
        }
    }

    private double strength(int index, double[] x, int offset) {
        return x[offset + carriers + index];
    }

    private double other(Term term, double[] x, int offset) {
        return term.second < 0 ? 1 : strength(term.second, x, offset);
    }

    private double product(Term term, double[] x, int offset) {
        return strength(term.first, x, offset) * other(term, x, offset);
    }

    /** Both orders of two parameters; twice where they are the same, as the derivative of a square has it. */
    private static void addBoth(double factor, double[] term, double[][][] second, int k, int l) {
        add(factor, term, second[k][l]);
        add(factor, term, second[l][k]);
    }

    private static void add(double factor, double[] term, double[] sum) {
        for (int row = 0; row < sum.length; row++) {
            sum[row] += factor * term[row];
        }
    }
}
