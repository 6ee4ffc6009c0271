package emiss.inference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The signal in every row of a {@link BinnedModel} as a quadratic function of the parameters of interest phi:
 *
 * <p>S_r(phi) = constant_r + sum_k linear_kr phi_k + sum_(k,l) quadratic_klr phi_k phi_l.
 *
 * <p>In bins S is the expected number of signal events, Standard Model included, at the nominal values of the nuisance
 * parameters; in Gaussian rows it is the branching fraction. Immutable.
 */
public final class SignalModel {
    private final List<SignalParameter> parameters;
    private final double penalty;
    final double[] constant;
    final double[][] linear;
    final double[][][] quadratic;
    final boolean isQuadratic;

    private SignalModel(
            List<SignalParameter> parameters,
            double[] constant,
            double[][] linear,
            double[][][] quadratic,
            double penalty) {
        this.parameters = List.copyOf(parameters);
        this.constant = constant;
        this.linear = linear;
        this.quadratic = quadratic;
        this.penalty = penalty;
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

    /** A signal without parameters: {@code events} in every row. */
    public static SignalModel fixed(double[] events) {
        return of(List.of(), events, new double[0][], new double[0][][]);
    }

    /** A signal of free strength: {@code name} times {@code template}, starting at 1. */
    public static SignalModel scaled(String name, double[] template) {
        return of(
                List.of(SignalParameter.free(name, 1)),
                new double[template.length],
                new double[][] {template},
                new double[1][1][template.length]);
    }

    /**
     * A general signal.
     *
     * @param parameters the parameters of interest
     * @param constant one value per row
     * @param linear per parameter, one value per row
     * @param quadratic per pair of parameters, one value per row; only the symmetric part matters
     */
    public static SignalModel of(
            List<SignalParameter> parameters, double[] constant, double[][] linear, double[][][] quadratic) {
        int size = parameters.size();
        Set<String> names = new HashSet<>();
        for (SignalParameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException("two parameters of interest are called " + parameter.name());
            }
        }
        if (linear.length != size || quadratic.length != size) {
            throw new IllegalArgumentException("there are " + linear.length + " linear and " + quadratic.length
                    + " quadratic terms, expected " + size + ", one per parameter");
        }
        double[] constantCopy = checked("constant", constant, constant.length);
        double[][] linearCopy = new double[size][];
        double[][][] quadraticCopy = new double[size][size][];
        for (int k = 0; k < size; k++) {
            String name = parameters.get(k).name();
            linearCopy[k] = checked("linear term of " + name, linear[k], constant.length);
            if (quadratic[k].length != size) {
                throw new IllegalArgumentException(
                        "the quadratic term of " + name + " has " + quadratic[k].length + " columns, expected " + size);
            }
        }
        for (int k = 0; k < size; k++) {
            for (int l = 0; l <= k; l++) {
                String what = "quadratic term of " + parameters.get(k).name() + ", "
                        + parameters.get(l).name();
                double[] lower = checked(what, quadratic[k][l], constant.length);
                double[] upper = checked(what, quadratic[l][k], constant.length);
                for (int row = 0; row < lower.length; row++) {
                    lower[row] = 0.5 * (lower[row] + upper[row]);
                }
                quadraticCopy[k][l] = lower;
                quadraticCopy[l][k] = lower;
            }
        }
        return new SignalModel(parameters, constantCopy, linearCopy, quadraticCopy, 0);
    }

    /** The signal with parameter {@code index} held at {@code value} and taken off the list. */
    public SignalModel fix(int index, double value) {
        int size = parameters.size();
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("there is no parameter " + index + " of interest, only " + size);
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "parameter " + parameters.get(index).name() + " is held at " + value + ", expected a finite value");
        }
        double[] newConstant = constant.clone();
        for (int row = 0; row < newConstant.length; row++) {
            newConstant[row] += value * (linear[index][row] + value * quadratic[index][index][row]);
        }
        List<SignalParameter> left = new ArrayList<>(parameters);
        SignalParameter taken = left.remove(index);
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
        double pull = taken.isConstrained() ? (value - taken.centre()) / taken.sigma() : 0;
        return new SignalModel(left, newConstant, newLinear, newQuadratic, penalty + pull * pull);
    }

    /** The same signal, cold fits of which start at {@code start}. */
    public SignalModel startingAt(double... start) {
        if (start.length != parameters.size()) {
            throw new IllegalArgumentException(
                    "there are " + start.length + " start values, expected " + parameters.size());
        }
        List<SignalParameter> moved = new ArrayList<>();
        for (int k = 0; k < start.length; k++) {
            moved.add(parameters.get(k).startingAt(start[k]));
        }
        return new SignalModel(moved, constant, linear, quadratic, penalty);
    }

    /** The parameters of interest. */
    public List<SignalParameter> parameters() {
        return parameters;
    }

    /** How many rows there are. */
    public int rows() {
        return constant.length;
    }

    /** The signal at {@code phi}, one value per row. */
    public double[] events(double... phi) {
        if (phi.length != parameters.size()) {
            throw new IllegalArgumentException(
                    "there are " + phi.length + " parameter values, expected " + parameters.size());
        }
        double[] events = new double[constant.length];
        evaluate(phi, 0, events);
        return events;
    }

    /** Sum of the squared pulls of constrained parameters that were held by {@link #fix}. */
    double penalty() {
        return penalty;
    }

    /** Writes S at the parameters found in {@code x} from {@code offset}. */
    void evaluate(double[] x, int offset, double[] events) {
        System.arraycopy(constant, 0, events, 0, constant.length);
        for (int k = 0; k < linear.length; k++) {
            double phi = x[offset + k];
            add(phi, linear[k], events);
            if (isQuadratic) {
                add(phi * phi, quadratic[k][k], events);
                for (int l = 0; l < k; l++) {
                    add(2 * phi * x[offset + l], quadratic[k][l], events);
                }
            }
        }
    }

    /** Writes the derivative of S with respect to parameter {@code k}. */
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

    private static double[] checked(String what, double[] values, int size) {
        if (values.length != size) {
            throw new IllegalArgumentException(
                    "the " + what + " has " + values.length + " values, expected " + size + ", one per row");
        }
        for (int row = 0; row < size; row++) {
            if (!Double.isFinite(values[row])) {
                throw new IllegalArgumentException(
                        "the " + what + " is " + values[row] + " in row " + row + ", expected a finite number");
            }
        }
        return values.clone();
    }
}
