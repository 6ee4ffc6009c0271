package emiss.physics;

import emiss.api.DoubleVector;
import emiss.api.scenario.Complex;
import java.util.Arrays;
import java.util.List;

/**
 * A Hermitian quadratic form in the couplings, sum over a, b of c_a conj(c_b) Y_ab; immutable.
 *
 * <p>Rates, and with them the events in every bin, have this form: Y is computed once, every evaluation afterwards is a few
 * multiplications. For real couplings only the real part of Y matters.
 */
public final class HermitianForm {
    private final int size;
    private final double[] re;
    private final double[] im;

    /** Takes over the arrays, which hold a Hermitian matrix by rows. */
    HermitianForm(int size, double[] re, double[] im) {
        this.size = size;
        this.re = re;
        this.im = im;
    }

    /**
     * {@return the form that is zero for all couplings}
     *
     * @param size the number of couplings
     */
    public static HermitianForm zero(int size) {
        return new HermitianForm(size, new double[size * size], new double[size * size]);
    }

    /**
     * {@return the sum of {@code forms}, each multiplied by its entry of {@code weights}; at least one form}
     *
     * @param forms the forms, of one size
     * @param weights one factor per form
     */
    public static HermitianForm weightedSum(List<HermitianForm> forms, DoubleVector weights) {
        if (forms.isEmpty() || forms.size() != weights.size()) {
            throw new IllegalArgumentException(
                    forms.size() + " forms and " + weights.size() + " weights, expected as many, at least one");
        }
        int size = forms.get(0).size;
        HermitianForm sum = zero(size);
        for (int k = 0; k < weights.size(); k++) {
            sum.add(forms.get(k), weights.at(k));
        }
        return sum;
    }

    /** {@return the number of couplings} */
    public int size() {
        return size;
    }

    /**
     * {@return the real part of Y_ab}
     *
     * @param a number of the first coupling, counted from 0
     * @param b number of the second coupling, counted from 0
     */
    public double re(int a, int b) {
        return re[index(a, b)];
    }

    /**
     * {@return the imaginary part of Y_ab}
     *
     * @param a number of the first coupling, counted from 0
     * @param b number of the second coupling, counted from 0
     */
    public double im(int a, int b) {
        return im[index(a, b)];
    }

    /**
     * {@return the value for complex couplings}
     *
     * @param couplings the values of all couplings
     */
    public double value(List<Complex> couplings) {
        requireSize(couplings.size());
        double sum = 0;
        for (int a = 0; a < size; a++) {
            Complex ca = couplings.get(a);
            sum += re[a * size + a] * ca.norm();
            for (int b = 0; b < a; b++) {
                Complex cb = couplings.get(b);
                double productRe = ca.re() * cb.re() + ca.im() * cb.im();
                double productIm = ca.im() * cb.re() - ca.re() * cb.im();
                sum += 2 * (productRe * re[a * size + b] - productIm * im[a * size + b]);
            }
        }
        return sum;
    }

    /**
     * {@return the value for real couplings}
     *
     * @param couplings the values of all couplings
     */
    public double value(double... couplings) {
        requireSize(couplings.length);
        double sum = 0;
        for (int a = 0; a < size; a++) {
            double row = 0;
            for (int b = 0; b < size; b++) {
                row += re[a * size + b] * couplings[b];
            }
            sum += couplings[a] * row;
        }
        return sum;
    }

    /**
     * {@return the derivatives of {@link #value(List)} with respect to the real and the imaginary part of one coupling}
     *
     * @param coupling its index
     * @param couplings the values of all couplings
     */
    public Complex slopes(int coupling, List<Complex> couplings) {
        requireSize(couplings.size());
        double byRe = 0;
        double byIm = 0;
        for (int b = 0; b < size; b++) {
            Complex cb = couplings.get(b);
            byRe += cb.re() * re[coupling * size + b] + cb.im() * im[coupling * size + b];
            byIm += cb.im() * re[coupling * size + b] - cb.re() * im[coupling * size + b];
        }
        return new Complex(2 * byRe, 2 * byIm);
    }

    /**
     * {@return this form multiplied by {@code factor}}
     *
     * @param factor the factor
     */
    public HermitianForm times(double factor) {
        HermitianForm result = zero(size);
        result.add(this, factor);
        return result;
    }

    /**
     * {@return the sum of this form and {@code other}}
     *
     * @param other a form of the same size
     */
    public HermitianForm plus(HermitianForm other) {
        HermitianForm result = zero(size);
        result.add(this, 1);
        result.add(other, 1);
        return result;
    }

    /**
     * {@return the same form in other variables x, where coupling a is c_a = sum over k of rows[a][k] x_k}
     *
     * @param rows one row per coupling, all of the same length
     */
    public HermitianForm inVariables(List<DoubleVector> rows) {
        requireSize(rows.size());
        int variables = rows.isEmpty() ? 0 : rows.get(0).size();
        HermitianForm result = zero(variables);
        for (int k = 0; k < variables; k++) {
            for (int l = 0; l < variables; l++) {
                for (int a = 0; a < size; a++) {
                    for (int b = 0; b < size; b++) {
                        double product = rows.get(a).at(k) * rows.get(b).at(l);
                        result.re[k * variables + l] += product * re[a * size + b];
                        result.im[k * variables + l] += product * im[a * size + b];
                    }
                }
            }
        }
        return result;
    }

    private void add(HermitianForm other, double factor) {
        requireSize(other.size);
        for (int i = 0; i < re.length; i++) {
            re[i] += factor * other.re[i];
            im[i] += factor * other.im[i];
        }
    }

    private void requireSize(int given) {
        if (given != size) {
            throw new IllegalArgumentException(given + " couplings given, expected " + size);
        }
    }

    private int index(int a, int b) {
        if (a < 0 || a >= size || b < 0 || b >= size) {
            throw new IndexOutOfBoundsException("entry (" + a + ", " + b + ") of a form in " + size + " couplings");
        }
        return a * size + b;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HermitianForm form
                && size == form.size
                && Arrays.equals(re, form.re)
                && Arrays.equals(im, form.im);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(re) + Arrays.hashCode(im);
    }

    @Override
    public String toString() {
        return "HermitianForm[re=" + Arrays.toString(re) + ", im=" + Arrays.toString(im) + "]";
    }
}
