package emiss.inference;

/** The values of a {@link RowPolynomial} at one point, and their derivatives; a workspace. */
final class RowValues {
    private final int offset;
    private RowPolynomial polynomial = RowPolynomial.NONE;
    private int interest;
    double[] values = new double[0];
    /** Per parameter of interest, one derivative a row. */
    double[][] derivative = new double[0][];

    /** Parameters of interest are found from {@code offset} on. */
    RowValues(int offset) {
        this.offset = offset;
    }

    void bind(RowPolynomial newPolynomial) {
        polynomial = newPolynomial;
        interest = newPolynomial.linear.length;
        int rows = newPolynomial.constant.length;
        if (values.length != rows || derivative.length < interest) {
            values = new double[rows];
            derivative = new double[interest][rows];
        }
    }

    int interest() {
        return interest;
    }

    void evaluate(double[] x) {
        polynomial.evaluate(x, offset, values);
    }

    void differentiate(double[] x) {
        for (int k = 0; k < interest; k++) {
            polynomial.derivative(x, offset, k, derivative[k]);
        }
    }

    boolean isQuadratic() {
        return polynomial.isQuadratic;
    }

    double second(int k, int l, int row) {
        return 2 * polynomial.quadratic[k][l][row];
    }
}
