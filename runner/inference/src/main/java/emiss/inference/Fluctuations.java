package emiss.inference;

import java.util.Arrays;

/**
 * The variances e_r = max(0, V_r(phi)) of the bins of a {@linkplain SignalModel#fluctuating fluctuating} signal at one point,
 * and what they add to the derivatives of -ln L; a workspace of {@link Evaluator}.
 *
 * <p>With theta_r in units of its width, n_r = S_r + sqrt(e_r) theta_r is one more Gaussian term that is eliminated in its
 * bin: theta_r = sqrt(e_r) delta_r, and e_r adds to the variance V of the per-bin factors, on which -ln L depends as
 * dL/dV = -delta^2/2. Hence the gradient gets -delta^2/2 de/dx_k, w_k gets delta de/dx_k and the Hessian -delta^2/2
 * d2e/dx_k dx_l; the roots, which have no derivative at 0, are gone. Without fluctuations all variances are 0.
 */
final class Fluctuations {
    private final int bins;
    /** e per row; 0 in rows of branching fractions. */
    final double[] variance;

    private final boolean[] varies;
    private double[][] derivative = new double[0][];
    private RowPolynomial polynomial = new RowPolynomial(new double[0], new double[0][], new double[0][][]);
    private boolean isOn;
    private int interest;

    Fluctuations(BinnedModel model) {
        bins = model.bins();
        variance = new double[model.rows()];
        varies = new boolean[model.rows()];
    }

    void bind(SignalModel signal) {
        interest = signal.parameters().size();
        isOn = signal.variance != null;
        if (signal.variance != null) {
            polynomial = signal.variance;
            if (derivative.length < interest) {
                derivative = new double[interest][variance.length];
            }
        } else {
            Arrays.fill(variance, 0);
        }
    }

    boolean isOn() {
        return isOn;
    }

    /** Computes the variances at the parameters found in {@code x} from {@code offset}. */
    void evaluate(double[] x, int offset) {
        if (!isOn) {
            return;
        }
        polynomial.evaluate(x, offset, variance);
        for (int row = 0; row < variance.length; row++) {
            varies[row] = row < bins && variance[row] >= 0;
            if (!varies[row]) {
                variance[row] = 0;
            }
        }
    }

    /** Computes their derivatives and adds the part of the gradient. */
    void addGradient(double[] x, int offset, double[] delta, double[] gradient) {
        for (int k = 0; isOn && k < interest; k++) {
            polynomial.derivative(x, offset, k, derivative[k]);
            double sum = 0;
            for (int row = 0; row < bins; row++) {
                if (!varies[row]) {
                    derivative[k][row] = 0;
                }
                sum += delta[row] * delta[row] * derivative[k][row];
            }
            gradient[offset + k] -= 0.5 * sum;
        }
    }

    /** Adds {@code factor} de/dx_k of a row. */
    void addDerivative(int row, double factor, int offset, double[] target) {
        for (int k = 0; k < interest; k++) {
            target[offset + k] += factor * derivative[k][row];
        }
    }

    /** Adds -delta^2/2 d2e/dx_k dx_l of all rows to the upper triangle. */
    void addCurvature(int offset, double[] delta, double[][] hessian) {
        if (!isOn || !polynomial.isQuadratic) {
            return;
        }
        for (int k = 0; k < interest; k++) {
            for (int l = k; l < interest; l++) {
                double sum = 0;
                for (int row = 0; row < bins; row++) {
                    if (varies[row]) {
                        sum += delta[row] * delta[row] * polynomial.quadratic[k][l][row];
                    }
                }
                hessian[offset + k][offset + l] -= sum;
            }
        }
    }
}
