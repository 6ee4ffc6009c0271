package emiss.analysis;

import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import java.util.Arrays;
import java.util.List;

/**
 * Tells couplings that the data do not limit from those that they do. A coupling parameter of 1 stands for a branching
 * fraction of 1e-5, so that beyond {@link #FAR} the coupling alone would give branching fractions far above 1: what is
 * allowed there, through cancellation with other couplings or because the data hardly respond, is unbounded.
 */
final class Unbounded {
    /** Where a coupling parameter counts as infinite. */
    static final double FAR = 1000;

    /** A fit that stops early is still an upper bound of the profile. */
    private static final FitOptions FEW_STEPS = new FitOptions(30, 1e-8);

    private static final double CONVERGED = 1e-30;

    private Unbounded() {}

    /**
     * Whether -2 ln L stays within {@code rise} of its minimum out to {@link #FAR}, on either side.
     *
     * @param analysis the likelihood
     * @param signal the signal, whose first {@code couplings} parameters are couplings
     * @param best its best fit, or one that is almost as good
     * @param index the coupling in question
     */
    static boolean isUnbounded(
            Analysis analysis, SignalModel signal, FitResult best, int couplings, int index, double rise) {
        double[] direction = quietest(signal, couplings, index);
        Fitter fitter = new Fitter(analysis.model(), FEW_STEPS);
        double[] phi = best.signalParameters();
        for (double far : new double[] {FAR, -FAR}) {
            double[] start = new double[phi.length - 1];
            for (int k = 0; k < start.length; k++) {
                int from = k < index ? k : k + 1;
                start[k] = phi[from] + (from < couplings ? (far - phi[index]) * direction[from] : 0);
            }
            FitResult fit =
                    fitter.fit(analysis.data(), signal.fix(index, far), List.of(start), analysis.standardModelFit());
            if (fit.deviance() - best.deviance() < rise) {
                return true;
            }
        }
        return false;
    }

    /**
     * The direction of couplings, 1 along {@code index}, in which the signal is smallest: the rows are quadratic forms, each
     * is normalised to its largest diagonal element, and their sum is minimised by conjugate gradients, which need no
     * inverse of a matrix that may have none.
     */
    static double[] quietest(SignalModel signal, int couplings, int index) {
        double[][] matrix = sumOfForms(signal, couplings);
        double[] x = new double[couplings];
        x[index] = 1;
        double[] residual = new double[couplings];
        for (int k = 0; k < couplings; k++) {
            residual[k] = k == index ? 0 : -matrix[k][index];
        }
        double[] step = residual.clone();
        double square = dot(residual, residual);
        for (int i = 0; i < 2 * couplings && square > CONVERGED; i++) {
            double[] image = new double[couplings];
            for (int k = 0; k < couplings; k++) {
                image[k] = k == index ? 0 : dot(matrix[k], step);
            }
            double curvature = dot(step, image);
            if (!(curvature > 0)) {
                break;
            }
            double length = square / curvature;
            for (int k = 0; k < couplings; k++) {
                x[k] += length * step[k];
                residual[k] -= length * image[k];
            }
            double next = dot(residual, residual);
            for (int k = 0; k < couplings; k++) {
                step[k] = residual[k] + next / square * step[k];
            }
            square = next;
        }
        return x;
    }

    private static double[][] sumOfForms(SignalModel signal, int couplings) {
        double[][] diagonal = new double[couplings][];
        for (int k = 0; k < couplings; k++) {
            diagonal[k] = evenPart(signal, k, k);
        }
        double[] weight = new double[signal.rows()];
        for (int row = 0; row < weight.length; row++) {
            int fixed = row;
            double largest = Arrays.stream(diagonal)
                    .mapToDouble(form -> form[fixed])
                    .max()
                    .orElse(0);
            weight[row] = largest > 0 ? 1 / largest : 0;
        }
        double[][] matrix = new double[couplings][couplings];
        for (int k = 0; k < couplings; k++) {
            matrix[k][k] = dot(weight, diagonal[k]);
            for (int l = 0; l < k; l++) {
                double[] sum = evenPart(signal, k, l);
                matrix[k][l] = 0.5 * (dot(weight, sum) - dot(weight, diagonal[k]) - dot(weight, diagonal[l]));
                matrix[l][k] = matrix[k][l];
            }
        }
        return matrix;
    }

    /** The quadratic part of the signal with parameters {@code k} and {@code l} at 1 (one parameter if they are the same). */
    private static double[] evenPart(SignalModel signal, int k, int l) {
        double[] phi = new double[signal.parameters().size()];
        double[] none = signal.events(phi);
        phi[k] = 1;
        phi[l] = 1;
        double[] plus = signal.events(phi);
        phi[k] = -1;
        phi[l] = -1;
        double[] minus = signal.events(phi);
        double[] even = new double[none.length];
        for (int row = 0; row < even.length; row++) {
            even[row] = 0.5 * (plus[row] + minus[row]) - none[row];
        }
        return even;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int k = 0; k < one.length; k++) {
            sum += one[k] * other[k];
        }
        return sum;
    }
}
