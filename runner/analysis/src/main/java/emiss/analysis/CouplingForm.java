package emiss.analysis;

import emiss.inference.ParameterOfInterest;
import emiss.inference.SignalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A number that depends on the coupling parameters of a hypothesis: a linear form plus a quadratic one; immutable. */
final class CouplingForm {
    /** Relative to the trace; smaller negative curvature is rounding. */
    private static final double ROUNDING = 1e-12;

    /** Where a parameter leads, the others are at this fraction of their units. */
    private static final double SIDE = 0.3;

    private final double[] linear;
    private final double[][] quadratic;

    /**
     * Creates a form.
     *
     * @param linear one coefficient per parameter
     * @param quadratic a symmetric matrix
     */
    CouplingForm(double[] linear, double[][] quadratic) {
        int size = linear.length;
        if (quadratic.length != size) {
            throw new IllegalArgumentException(
                    "the quadratic form has " + quadratic.length + " rows, expected " + size + ", one per parameter");
        }
        this.linear = linear.clone();
        this.quadratic = new double[size][];
        for (int k = 0; k < size; k++) {
            this.quadratic[k] = quadratic[k].clone();
        }
    }

    /** How many parameters it has. */
    int size() {
        return linear.length;
    }

    /** The value at parameters {@code phi}, of which those beyond the couplings do not matter. */
    double value(double[] phi) {
        double sum = 0;
        for (int k = 0; k < linear.length; k++) {
            sum += linear[k] * phi[k];
            for (int l = 0; l < linear.length; l++) {
                sum += quadratic[k][l] * phi[k] * phi[l];
            }
        }
        return sum;
    }

    /** The largest coefficient, by absolute value. */
    double scale() {
        double largest = 0;
        for (int k = 0; k < linear.length; k++) {
            largest = Math.max(largest, Math.abs(linear[k]));
            for (int l = 0; l < linear.length; l++) {
                largest = Math.max(largest, Math.abs(quadratic[k][l]));
            }
        }
        return largest;
    }

    /** The form times {@code factor}. */
    CouplingForm times(double factor) {
        double[] newLinear = linear.clone();
        double[][] newQuadratic = new double[linear.length][linear.length];
        for (int k = 0; k < linear.length; k++) {
            newLinear[k] *= factor;
            for (int l = 0; l < linear.length; l++) {
                newQuadratic[k][l] = factor * quadratic[k][l];
            }
        }
        return new CouplingForm(newLinear, newQuadratic);
    }

    /** The sum of two forms of the same parameters. */
    CouplingForm plus(CouplingForm other) {
        double[] newLinear = linear.clone();
        double[][] newQuadratic = new double[linear.length][linear.length];
        for (int k = 0; k < linear.length; k++) {
            newLinear[k] += other.linear[k];
            for (int l = 0; l < linear.length; l++) {
                newQuadratic[k][l] = quadratic[k][l] + other.quadratic[k][l];
            }
        }
        return new CouplingForm(newLinear, newQuadratic);
    }

    /**
     * Where a fit may start to find all minima: each parameter of the form leads in turn, with the others beside it, of its sign
     * or of the other.
     *
     * @param phi values of all parameters; those that are not of the form stay
     */
    List<double[]> leading(double[] phi) {
        List<double[]> starts = new ArrayList<>();
        for (int leading = 0; leading < linear.length; leading++) {
            for (double sign : new double[] {SIDE, -SIDE}) {
                double[] start = phi.clone();
                Arrays.fill(start, 0, linear.length, sign);
                start[leading] = 1;
                starts.add(start);
            }
        }
        return starts;
    }

    /** The form as a quantity that depends on parameters of interest, of which those beyond the couplings do not matter. */
    SignalModel quantity(List<ParameterOfInterest> parameters) {
        int size = parameters.size();
        double[][] rowLinear = new double[size][1];
        double[][][] rowQuadratic = new double[size][size][1];
        for (int k = 0; k < linear.length; k++) {
            rowLinear[k][0] = linear[k];
            for (int l = 0; l < linear.length; l++) {
                rowQuadratic[k][l][0] = quadratic[k][l];
            }
        }
        return SignalModel.of(parameters, new double[1], rowLinear, rowQuadratic);
    }

    /** Whether the matrix has no negative eigenvalue, tested by a Cholesky decomposition. */
    boolean isQuadraticNonNegative() {
        int size = linear.length;
        double trace = 0;
        for (int k = 0; k < size; k++) {
            trace += Math.abs(quadratic[k][k]);
        }
        double[][] root = new double[size][size];
        for (int k = 0; k < size; k++) {
            for (int l = 0; l <= k; l++) {
                double rest = quadratic[k][l] + (k == l ? ROUNDING * trace : 0);
                for (int m = 0; m < l; m++) {
                    rest -= root[k][m] * root[l][m];
                }
                if (k != l) {
                    root[k][l] = root[l][l] > 0 ? rest / root[l][l] : 0;
                    if (root[l][l] == 0 && rest != 0) {
                        return false;
                    }
                } else if (rest < 0) {
                    return false;
                } else {
                    root[k][k] = Math.sqrt(rest);
                }
            }
        }
        return true;
    }
}
