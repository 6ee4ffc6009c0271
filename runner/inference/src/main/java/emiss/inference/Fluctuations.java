package emiss.inference;

import java.util.Arrays;

/**
 * The variances e_r = max(0, V_r(phi)) of the bins of a {@linkplain SignalModel#fluctuating fluctuating} signal at one point,
 * and what they add to the derivatives of -ln L; a workspace of {@link ProfiledBins}.
 *
 * <p>With theta_r in units of its width, n_r = S_r + sqrt(e_r) theta_r is one more Gaussian term that is eliminated in its
 * bin: theta_r = sqrt(e_r) delta_r, and e_r adds to the variance V of the per-bin factors, on which -ln L depends as
 * dL/dV = -delta^2/2. Hence the gradient gets -delta^2/2 de/dx_k, w_k gets delta de/dx_k and the Hessian -delta^2/2
 * d2e/dx_k dx_l; the roots, which have no derivative at 0, are gone. Without fluctuations all variances are 0.
 */
final class Fluctuations {
    private final int offset;
    private final RowValues polynomial;
    /** e per bin. */
    final double[] variance;

    private boolean isOn;

    /** Parameters of interest are found from {@code offset} on. */
    Fluctuations(int bins, int offset) {
        this.offset = offset;
        polynomial = new RowValues(offset);
        variance = new double[bins];
    }

    void bind(SignalModel signal) {
        isOn = signal.variance != null;
        if (signal.variance != null) {
            polynomial.bind(signal.variance, null);
        } else {
            Arrays.fill(variance, 0);
        }
    }

    boolean isOn() {
        return isOn;
    }

    void evaluate(double[] x) {
        if (isOn) {
            polynomial.evaluate(x);
            for (int row = 0; row < variance.length; row++) {
                variance[row] = Math.max(0, polynomial.values[row]);
            }
        }
    }

    private boolean varies(int row) {
        return polynomial.values[row] >= 0;
    }

    /** Adds -delta^2/2 de/dx_k of all bins. */
    void addGradient(double[] x, double[] delta, double[] gradient) {
        if (!isOn) {
            return;
        }
        polynomial.differentiate(x);
        for (int k = 0; k < polynomial.interest(); k++) {
            double[] derivative = polynomial.derivative[k];
            double sum = 0;
            for (int row = 0; row < variance.length; row++) {
                if (!varies(row)) {
                    derivative[row] = 0;
                }
                sum += delta[row] * delta[row] * derivative[row];
            }
            gradient[offset + k] -= 0.5 * sum;
        }
    }

    /** de/dx_k of a bin. */
    double slope(int row, int k) {
        return isOn ? polynomial.derivative[k][row] : 0;
    }

    /** Adds {@code factor} de/dx_k of a bin. */
    void addDerivative(int row, double factor, double[] target) {
        for (int k = 0; k < polynomial.interest(); k++) {
            target[offset + k] += factor * polynomial.derivative[k][row];
        }
    }

    /** Adds -delta^2/2 d2e/dx_k dx_l of all bins to the upper triangle. */
    void addCurvature(double[] delta, double[][] hessian) {
        if (!isOn || !polynomial.isQuadratic()) {
            return;
        }
        for (int k = 0; k < polynomial.interest(); k++) {
            for (int l = k; l < polynomial.interest(); l++) {
                double sum = 0;
                for (int row = 0; row < variance.length; row++) {
                    if (varies(row)) {
                        sum += delta[row] * delta[row] * polynomial.second(k, l, row);
                    }
                }
                hessian[offset + k][offset + l] -= 0.5 * sum;
            }
        }
    }
}
