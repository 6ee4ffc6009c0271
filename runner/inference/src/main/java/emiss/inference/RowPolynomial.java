package emiss.inference;

import java.util.Arrays;

/**
 * One quadratic polynomial of the parameters of interest per row; immutable by convention, its arrays are not changed.
 *
 * <p>P_r(phi) = constant_r + sum_k linear_kr phi_k + sum_(k,l) quadratic_klr phi_k phi_l, with a quadratic part that is
 * symmetric in k and l.
 */
final class RowPolynomial {
    /** No rows and no parameters. */
    static final RowPolynomial NONE = new RowPolynomial(new double[0], new double[0][], new double[0][][]);

    final double[] constant;
    final double[][] linear;
    final double[][][] quadratic;
    final boolean isQuadratic;

    /** Keeps the arrays as they are. */
    RowPolynomial(double[] constant, double[][] linear, double[][][] quadratic) {
        this.constant = constant;
        this.linear = linear;
        this.quadratic = quadratic;
        boolean any = false;
        for (double[][] row : quadratic) {
            for (double[] column : row) {
                for (double value : column) {
                    any |= value != 0;
                }
            }
        }
        this.isQuadratic = any;
    }

    /** The polynomial with parameter {@code index} held at {@code value}. */
    RowPolynomial fix(int index, double value) {
        int size = linear.length;
        double[] newConstant = constant.clone();
        for (int row = 0; row < newConstant.length; row++) {
            newConstant[row] += value * (linear[index][row] + value * quadratic[index][index][row]);
        }
        double[][] newLinear = new double[size - 1][];
        double[][][] newQuadratic = new double[size - 1][size - 1][];
        for (int k = 0; k < size - 1; k++) {
            int from = k < index ? k : k + 1;
            newLinear[k] = linear[from].clone();
            for (int row = 0; row < newConstant.length; row++) {
                newLinear[k][row] += 2 * value * quadratic[from][index][row];
            }
            for (int l = 0; l < size - 1; l++) {
                newQuadratic[k][l] = quadratic[from][l < index ? l : l + 1];
            }
        }
        return new RowPolynomial(newConstant, newLinear, newQuadratic);
    }

    /** Whether parameter {@code k} appears in no other term than its square. */
    boolean isEven(int k) {
        boolean even = isZero(linear[k]);
        for (int l = 0; even && l < linear.length; l++) {
            even = l == k || isZero(quadratic[k][l]);
        }
        return even;
    }

    private static boolean isZero(double[] rows) {
        for (double value : rows) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether all coefficients are equal. */
    boolean isSame(RowPolynomial other) {
        return Arrays.equals(constant, other.constant)
                && Arrays.deepEquals(linear, other.linear)
                && Arrays.deepEquals(quadratic, other.quadratic);
    }

    /** The polynomial in the squares of some parameters, which appear in no other term, and in the others as before. */
    RowPolynomial inSquares(boolean[] squared) {
        double[][] newLinear = linear.clone();
        double[][][] newQuadratic = quadratic.clone();
        for (int k = 0; k < squared.length; k++) {
            if (squared[k]) {
                newLinear[k] = quadratic[k][k];
                newQuadratic[k] = quadratic[k].clone();
                newQuadratic[k][k] = new double[constant.length];
            }
        }
        return new RowPolynomial(constant, newLinear, newQuadratic);
    }

    /** The polynomial with the rows of another one, each times {@code factor}, after its own. */
    RowPolynomial append(RowPolynomial other, double factor) {
        int size = linear.length;
        double[][] newLinear = new double[size][];
        double[][][] newQuadratic = new double[size][size][];
        for (int k = 0; k < size; k++) {
            newLinear[k] = append(linear[k], other.linear[k], factor);
            for (int l = 0; l < size; l++) {
                newQuadratic[k][l] = append(quadratic[k][l], other.quadratic[k][l], factor);
            }
        }
        return new RowPolynomial(append(constant, other.constant, factor), newLinear, newQuadratic);
    }

    /** The polynomial times a factor. */
    RowPolynomial times(double factor) {
        int size = linear.length;
        RowPolynomial nothing = new RowPolynomial(new double[0], new double[size][0], new double[size][size][0]);
        return nothing.append(this, factor);
    }

    /** The same with further parameters that do not act. */
    RowPolynomial widened(int size) {
        int rows = constant.length;
        double[][] newLinear = new double[size][];
        double[][][] newQuadratic = new double[size][size][];
        for (int k = 0; k < size; k++) {
            newLinear[k] = k < linear.length ? linear[k] : new double[rows];
            for (int l = 0; l < size; l++) {
                newQuadratic[k][l] = k < linear.length && l < linear.length ? quadratic[k][l] : new double[rows];
            }
        }
        return new RowPolynomial(constant, newLinear, newQuadratic);
    }

    /** The sum with a polynomial of the first ones of these parameters. */
    RowPolynomial plus(RowPolynomial other) {
        double[] newConstant = constant.clone();
        add(1, other.constant, newConstant);
        double[][] newLinear = linear.clone();
        double[][][] newQuadratic = quadratic.clone();
        for (int k = 0; k < other.linear.length; k++) {
            newLinear[k] = linear[k].clone();
            add(1, other.linear[k], newLinear[k]);
            newQuadratic[k] = quadratic[k].clone();
            for (int l = 0; l < other.linear.length; l++) {
                newQuadratic[k][l] = quadratic[k][l].clone();
                add(1, other.quadratic[k][l], newQuadratic[k][l]);
            }
        }
        return new RowPolynomial(newConstant, newLinear, newQuadratic);
    }

    private static double[] append(double[] rows, double[] other, double factor) {
        double[] all = Arrays.copyOf(rows, rows.length + other.length);
        for (int row = 0; row < other.length; row++) {
            all[rows.length + row] = factor * other[row];
        }
        return all;
    }

    /** Writes the values at the parameters found in {@code x} from {@code offset}. */
    void evaluate(double[] x, int offset, double[] values) {
        System.arraycopy(constant, 0, values, 0, constant.length);
        for (int k = 0; k < linear.length; k++) {
            double phi = x[offset + k];
            add(phi, linear[k], values);
            if (isQuadratic) {
                add(phi * phi, quadratic[k][k], values);
                for (int l = 0; l < k; l++) {
                    add(2 * phi * x[offset + l], quadratic[k][l], values);
                }
            }
        }
    }

    /** The sum of the absolute values of the coefficients of a row. */
    double magnitude(int row) {
        double sum = Math.abs(constant[row]);
        for (int k = 0; k < linear.length; k++) {
            sum += Math.abs(linear[k][row]);
            for (int l = 0; l < linear.length; l++) {
                sum += Math.abs(quadratic[k][l][row]);
            }
        }
        return sum;
    }

    /** Writes the derivatives with respect to parameter {@code k}. */
    void derivative(double[] x, int offset, int k, double[] derivative) {
        System.arraycopy(linear[k], 0, derivative, 0, derivative.length);
        if (isQuadratic) {
            for (int l = 0; l < linear.length; l++) {
                add(2 * x[offset + l], quadratic[k][l], derivative);
            }
        }
    }

    private static void add(double factor, double[] term, double[] sum) {
        for (int row = 0; row < sum.length; row++) {
            sum[row] += factor * term[row];
        }
    }
}
