package emiss.inference;

import org.jspecify.annotations.Nullable;

/** The values of a {@link RowPolynomial} at one point, with its {@link Modulation}, and their derivatives; a workspace. */
final class RowValues {
    private final int offset;
    private RowPolynomial polynomial = RowPolynomial.NONE;
    private @Nullable Modulation modulation;
    private int interest;
    private double[] work = new double[0];
    /** Where the last derivatives were taken, and second derivatives there, which are found when they are first needed. */
    private double[] at = new double[0];

    private double[][][] second = new double[0][][];
    private boolean hasSecond;
    double[] values = new double[0];
    /** Per parameter of interest, one derivative a row. */
    double[][] derivative = new double[0][];

    /** Parameters of interest are found from {@code offset} on. */
    RowValues(int offset) {
        this.offset = offset;
    }

    void bind(RowPolynomial newPolynomial, @Nullable Modulation newModulation) {
        polynomial = newPolynomial;
        modulation = newModulation;
        interest = newPolynomial.linear.length;
        int rows = newPolynomial.constant.length;
        if (values.length != rows || derivative.length < interest) {
            values = new double[rows];
            derivative = new double[interest][rows];
        }
        if (modulation != null && (second.length != interest || work.length != rows)) {
            work = new double[rows];
            second = new double[interest][interest][rows];
        }
        hasSecond = false;
    }

    int interest() {
        return interest;
    }

    void evaluate(double[] x) {
        polynomial.evaluate(x, offset, values);
        if (modulation != null) {
            modulation.add(x, offset, values, work);
        }
    }

    void differentiate(double[] x) {
        for (int k = 0; k < interest; k++) {
            polynomial.derivative(x, offset, k, derivative[k]);
        }
        if (modulation != null) {
            modulation.addDerivatives(x, offset, derivative, work);
            at = x;
            hasSecond = false;
        }
    }

    boolean isQuadratic() {
        return polynomial.isQuadratic || modulation != null;
    }

    /** The second derivatives at the point of the last {@link #differentiate}. */
    double second(int k, int l, int row) {
        if (modulation == null) {
            return 2 * polynomial.quadratic[k][l][row];
        }
        if (!hasSecond) {
            findSecond(modulation);
        }
        return second[k][l][row];
    }

    private void findSecond(Modulation modulating) {
        for (int k = 0; k < interest; k++) {
            for (int l = 0; l < interest; l++) {
                for (int row = 0; row < values.length; row++) {
                    second[k][l][row] = 2 * polynomial.quadratic[k][l][row];
                }
            }
        }
        modulating.addSecond(at, offset, second, work);
        hasSecond = true;
    }
}
