package emiss.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealVector;
import org.jspecify.annotations.Nullable;

/**
 * A plain fit of a {@link BinnedModel} against which {@link Fitter} is tested and timed: Newton's method in all parameters,
 * per-bin factors and fluctuations of the signal included, with the exact dense Hessian and as much damping as makes it positive definite and the deviance
 * fall. Nothing is eliminated or kept from step to step. Benchmarks use it too.
 *
 * <p>The events of a cell are a product of factors (per-bin factor, shifted nominal, normalisations, signal), each with its
 * first and second derivatives; all others follow from the product rule. A fluctuating signal is one more cell a bin, the
 * product of theta and the root of its variance. A fit counts as converged where the estimated
 * distance to the minimum is below the tolerance and the Hessian is positive definite without noticeable damping, hence at a
 * minimum only; flat directions are allowed.
 */
public final class DenseReference {
    private static final int MAX_ITERATIONS = 1000;
    private static final double SMALLEST_DAMPING = 1e-10;
    /** A minimum needs no more damping than this part of the diagonal, which flat directions and rounding ask for. */
    private static final double NOTICEABLE_DAMPING = 1e-6;

    private static final double LARGEST_DAMPING = 1e12;
    private static final double ROUNDING = 1e-13;

    /**
     * The end of a reference fit.
     *
     * @param converged whether the fit ended at a minimum
     * @param deviance -2 ln L relative to the saturated model
     * @param signalParameters best values of the parameters of interest
     * @param iterations number of steps
     */
    public record Result(boolean converged, double deviance, List<Double> signalParameters, int iterations) {}

    /** A factor of a cell and its derivatives with respect to the variables on which it depends. */
    private record Part(int[] variables, double value, double[] first, double[][] second) {
        static Part of(int variable, double value, double first, double second) {
            return new Part(new int[] {variable}, value, new double[] {first}, new double[][] {{second}});
        }
    }

    private final CompiledModel model;
    private final ModelData data;
    private final SignalModel signal;
    private final CellLayout cells;
    private final BinFactors factors;
    private final int explicit;
    private final int interest;
    private final int size;
    private final double[] lower;
    private final double[] upper;
    /** The variable of a slot's factor; -1 for a plain slot. */
    private final int[] slotVariable;

    /** The variable of the first bin's theta if the signal fluctuates. */
    private final int firstTheta;

    private final double[] gradient;
    private final double[][] hessian;

    private DenseReference(ModelData data, SignalModel signal) {
        this.model = data.model;
        this.data = data;
        this.signal = signal;
        cells = model.cells;
        factors = model.factors;
        explicit = model.explicit.count();
        interest = signal.parameters().size();
        firstTheta = explicit + interest + factors.gammas.length;
        size = firstTheta + (signal.variance == null ? 0 : model.bins);
        lower = new double[size];
        upper = new double[size];
        Arrays.fill(lower, firstTheta, size, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, firstTheta, size, Double.POSITIVE_INFINITY);
        for (int p = 0; p < explicit; p++) {
            lower[p] = model.explicit.at(p).lowerBound();
            upper[p] = model.explicit.at(p).upperBound();
        }
        for (int k = 0; k < interest; k++) {
            lower[explicit + k] = signal.parameters().get(k).lowerBound();
            upper[explicit + k] = signal.parameters().get(k).upperBound();
        }
        slotVariable = new int[factors.count];
        Arrays.fill(slotVariable, -1);
        for (int i = 0; i < factors.gammas.length; i++) {
            int variable = explicit + interest + i;
            slotVariable[factors.gammas[i]] = variable;
            lower[variable] = factors.lower[factors.gammas[i]];
            upper[variable] = factors.upper[factors.gammas[i]];
        }
        gradient = new double[size];
        hessian = new double[size][size];
    }

    /**
     * Fits {@code signal} to {@code data}, from nominal nuisance parameters and the start values of the signal, until the
     * estimated distance to the minimum is below {@code tolerance}, in units of -2 ln L.
     *
     * @param data the outcome of the experiments
     * @param signal the signal
     * @param tolerance estimated distance to the minimum, in units of -2 ln L, below which the fit ends
     * @return where the fit ended
     */
    public static Result fit(ModelData data, SignalModel signal, double tolerance) {
        DenseReference reference = new DenseReference(data, signal);
        return reference.minimise(reference.nominal(), tolerance);
    }

    /**
     * Repeats a fit from the point where {@code end} found its minimum, to which it returns if that is one.
     *
     * @param end the fit to repeat
     * @param tolerance estimated distance to the minimum, in units of -2 ln L, below which the fit ends
     * @return where the new fit ended
     */
    public static Result refit(FitResult end, double tolerance) {
        DenseReference reference = new DenseReference(end.data(), end.signal());
        double[] x = new double[reference.size];
        double[] nuisances = end.nuisances();
        System.arraycopy(nuisances, 0, x, 0, reference.explicit);
        System.arraycopy(end.signalParameters(), 0, x, reference.explicit, reference.interest);
        int gammas = reference.explicit + reference.interest;
        System.arraycopy(nuisances, reference.explicit, x, gammas, reference.firstTheta - gammas);
        for (int i = reference.firstTheta; i < reference.size; i++) {
            int row = i - reference.firstTheta;
            double n = reference.data.observed[row];
            double delta = n > 0 ? n / end.expected()[row] - 1 : -1;
            x[i] = reference.width(x, row).value * delta;
        }
        return reference.minimise(x, tolerance);
    }

    private double[] nominal() {
        double[] x = new double[size];
        for (int p = 0; p < explicit; p++) {
            x[p] = model.explicit.at(p).start(data.explicitCentre[p]);
        }
        for (int k = 0; k < interest; k++) {
            x[explicit + k] = signal.parameters().get(k).start();
        }
        for (int s : factors.gammas) {
            x[slotVariable[s]] = data.slotCentre[s];
        }
        for (int p = 0; p < size; p++) {
            x[p] = Math.min(upper[p], Math.max(lower[p], x[p]));
        }
        return x;
    }

    private Result minimise(double[] start, double tolerance) {
        double[] x = start.clone();
        double value = value(x);
        double damping = 0;
        for (int iteration = 1; iteration <= MAX_ITERATIONS && damping < LARGEST_DAMPING; iteration++) {
            derivatives(x);
            RealVector step = step(x, damping);
            while (step == null) {
                damping = Math.max(SMALLEST_DAMPING, 10 * damping);
                step = step(x, damping);
            }
            double edm = -step.dotProduct(new ArrayRealVector(gradient, false));
            double[] trial = new double[size];
            for (int p = 0; p < size; p++) {
                trial[p] = Math.min(upper[p], Math.max(lower[p], x[p] + step.getEntry(p)));
            }
            double next = value(trial);
            if (edm < tolerance && damping < NOTICEABLE_DAMPING) {
                return next <= value ? result(true, trial, next, iteration) : result(true, x, value, iteration);
            }
            if (next <= value + ROUNDING * (1 + value)) {
                x = trial;
                value = next;
                damping = damping < NOTICEABLE_DAMPING ? 0 : 0.1 * damping;
            } else {
                damping = Math.max(1e-3, 10 * damping);
            }
        }
        return result(false, x, value, MAX_ITERATIONS);
    }

    private Result result(boolean converged, double[] x, double value, int iterations) {
        List<Double> best =
                Arrays.stream(x, explicit, explicit + interest).boxed().toList();
        return new Result(converged, 2 * value, best, iterations);
    }

    /**
     * The damped Newton step. Parameters at a bound that the gradient pushes outward stay, and so do those on which nothing
     * depends.
     *
     * @return null if the damped Hessian is not positive definite
     */
    private @Nullable RealVector step(double[] x, double damping) {
        int[] free = IntStream.range(0, size)
                .filter(p -> !(x[p] <= lower[p] && gradient[p] > 0) && !(x[p] >= upper[p] && gradient[p] < 0))
                .filter(p -> lower[p] < upper[p])
                .filter(p -> IntStream.range(0, size).anyMatch(q -> hessian[p][q] != 0))
                .toArray();
        double[][] matrix = new double[free.length][free.length];
        RealVector right = new ArrayRealVector(free.length);
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                matrix[i][j] = hessian[free[i]][free[j]];
            }
            matrix[i][i] += damping * Math.abs(matrix[i][i]);
            right.setEntry(i, -gradient[free[i]]);
        }
        RealVector step = new ArrayRealVector(size);
        if (free.length > 0) {
            try {
                RealVector solution = new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false), 1e-9, 0)
                        .getSolver()
                        .solve(right);
                for (int i = 0; i < free.length; i++) {
                    step.setEntry(free[i], solution.getEntry(i));
                }
            } catch (MathIllegalArgumentException notPositiveDefinite) {
                return null;
            }
        }
        return step;
    }

    /** The factors of every cell at {@code x}. */
    private List<List<Part>> products(double[] x) {
        List<List<Part>> products = new ArrayList<>();
        for (int c = 0; c < cells.count; c++) {
            List<Part> product = new ArrayList<>();
            int gamma = slotVariable[cells.slot[c]];
            if (gamma >= 0) {
                product.add(Part.of(gamma, x[gamma], 1, 0));
            }
            product.add(shifted(x, c));
            for (int f : cells.groupFactors[cells.group[c]]) {
                Factor factor = cells.factors[f];
                int p = factor.parameter();
                product.add(Part.of(p, factor.value(x[p]), factor.first(x[p]), factor.second(x[p])));
            }
            products.add(product);
        }
        for (int c : cells.signalCells) {
            products.get(c).add(polynomialIn(x, signal.polynomial, cells.row[c]));
        }
        for (int i = firstTheta; i < size; i++) {
            products.add(List.of(Part.of(i, x[i], 1, 0), width(x, i - firstTheta)));
        }
        return products;
    }

    /** The nominal events of a cell and their shifts. */
    private Part shifted(double[] x, int cell) {
        CellShifts shifts = cells.shifts;
        int[] variables = shifts.cellParameters[cell];
        double value = cells.nominal[cell];
        double[] first = new double[variables.length];
        double[][] second = new double[variables.length][variables.length];
        for (int i = 0; i < variables.length; i++) {
            int p = variables[i];
            double slope = shifts.cellSlope[cell][i];
            double curve = shifts.cellCurve[cell][i];
            value += slope * x[p] + curve * Code4p.bend(x[p]);
            first[i] = slope + curve * Code4p.bendFirst(x[p]);
            second[i][i] = curve * Code4p.bendSecond(x[p]);
        }
        return new Part(variables, value, first, second);
    }

    /** The root of the variance of a fluctuating signal; 0, with derivatives 0, where the variance is not positive. */
    private Part width(double[] x, int row) {
        Part variance = polynomialIn(x, Objects.requireNonNull(signal.variance), row);
        if (!(variance.value > 0)) {
            return new Part(variance.variables, 0, new double[interest], new double[interest][interest]);
        }
        double root = Math.sqrt(variance.value);
        double[] first = new double[interest];
        double[][] second = new double[interest][interest];
        for (int k = 0; k < interest; k++) {
            first[k] = variance.first[k] / (2 * root);
            for (int l = 0; l < interest; l++) {
                second[k][l] = variance.second[k][l] / (2 * root)
                        - variance.first[k] * variance.first[l] / (4 * root * variance.value);
            }
        }
        return new Part(variance.variables, root, first, second);
    }

    private int rowOf(int cell) {
        return cell < cells.count ? cells.row[cell] : cell - cells.count;
    }

    private Part polynomialIn(double[] x, RowPolynomial polynomial, int row) {
        int[] variables = IntStream.range(explicit, explicit + interest).toArray();
        double value = polynomial.constant[row];
        double[] first = new double[interest];
        double[][] second = new double[interest][interest];
        for (int k = 0; k < interest; k++) {
            double phi = x[explicit + k];
            value += polynomial.linear[k][row] * phi;
            first[k] += polynomial.linear[k][row];
            for (int l = 0; l < interest; l++) {
                value += polynomial.quadratic[k][l][row] * phi * x[explicit + l];
                first[k] += 2 * polynomial.quadratic[k][l][row] * x[explicit + l];
                second[k][l] = 2 * polynomial.quadratic[k][l][row];
            }
        }
        return new Part(variables, value, first, second);
    }

    /** The product of all factors but two (or one, if they are the same; or none, if there are no such). */
    private static double product(List<Part> factors, int except, int andExcept) {
        double product = 1;
        for (int i = 0; i < factors.size(); i++) {
            product *= i == except || i == andExcept ? 1 : factors.get(i).value;
        }
        return product;
    }

    private double[] rates(List<List<Part>> factors) {
        double[] rates = new double[model.bins];
        for (int c = 0; c < factors.size(); c++) {
            rates[rowOf(c)] += product(factors.get(c), -1, -1);
        }
        return rates;
    }

    /** -ln L relative to the saturated model. */
    private double value(double[] x) {
        double sum = 0;
        double[] rates = rates(products(x));
        for (int row = 0; row < rates.length; row++) {
            double n = data.observed[row];
            if (!(n > 0 ? rates[row] > 0 : rates[row] >= 0)) {
                return Double.POSITIVE_INFINITY;
            }
            sum += rates[row] - n + (n > 0 ? n * Math.log(n / rates[row]) : 0);
        }
        for (int p = 0; p < explicit; p++) {
            double centre = data.explicitCentre[p];
            double tau = model.explicit.poissonScale[p];
            if (tau > 0) {
                sum += tau * (x[p] - centre + (centre > 0 ? centre * Math.log(centre / x[p]) : 0));
            }
            sum += 0.5 * model.explicit.precision[p] * (x[p] - centre) * (x[p] - centre);
        }
        for (ExplicitParameters.Block constraint : model.explicit.blocks) {
            int[] block = constraint.parameters();
            for (int i = 0; i < block.length; i++) {
                for (int j = 0; j < block.length; j++) {
                    sum += 0.5
                            * constraint.precision()[i][j]
                            * (x[block[i]] - data.explicitCentre[block[i]])
                            * (x[block[j]] - data.explicitCentre[block[j]]);
                }
            }
        }
        for (int s : factors.gammas) {
            double shift = x[slotVariable[s]] - data.slotCentre[s];
            sum += 0.5 * shift * shift / factors.variance[s];
        }
        for (int i = firstTheta; i < size; i++) {
            sum += 0.5 * x[i] * x[i];
        }
        for (int row = 0; row < signal.measured.values().length; row++) {
            double pull = polynomialIn(x, signal.measured.quantities(), row).value
                    - signal.measured.values()[row];
            sum += 0.5 * pull * pull;
        }
        List<AsymmetricResidual> residuals = model.measured.residuals();
        for (int i = 0; i < residuals.size(); i++) {
            for (int j = 0; j < residuals.size(); j++) {
                sum += 0.5
                        * model.measured.precision()[i][j]
                        * residuals.get(i).value(excess(x, i))
                        * residuals.get(j).value(excess(x, j));
            }
        }
        return sum;
    }

    /** Predicted minus measured branching fraction. */
    private double excess(double[] x, int measurement) {
        int row = model.bins + measurement;
        return polynomialIn(x, signal.polynomial, row).value - data.observed[row];
    }

    /** Gradient and Hessian of {@link #value}. */
    private void derivatives(double[] x) {
        Arrays.fill(gradient, 0);
        for (double[] row : hessian) {
            Arrays.fill(row, 0);
        }
        addBins(x);
        addConstraints(x);
        addMeasurements(x);
    }

    private void addBins(double[] x) {
        List<List<Part>> factors = products(x);
        double[] rates = rates(factors);
        double[][] jacobian = new double[rates.length][size];
        for (int c = 0; c < factors.size(); c++) {
            List<Part> product = factors.get(c);
            int row = rowOf(c);
            double n = data.observed[row];
            double weight = n > 0 ? 1 - n / rates[row] : 1;
            for (int a = 0; a < product.size(); a++) {
                Part one = product.get(a);
                double others = product(product, a, a);
                for (int i = 0; i < one.variables.length; i++) {
                    int p = one.variables[i];
                    jacobian[row][p] += others * one.first[i];
                    for (int j = 0; j < one.variables.length; j++) {
                        hessian[p][one.variables[j]] += weight * others * one.second[i][j];
                    }
                    for (int b = 0; b < product.size(); b++) {
                        Part other = product.get(b);
                        double rest = a == b ? 0 : product(product, a, b);
                        for (int j = 0; j < other.variables.length; j++) {
                            hessian[p][other.variables[j]] += weight * rest * one.first[i] * other.first[j];
                        }
                    }
                }
            }
        }
        for (int row = 0; row < rates.length; row++) {
            double n = data.observed[row];
            double slope = n > 0 ? 1 - n / rates[row] : 1;
            double bend = n > 0 ? n / (rates[row] * rates[row]) : 0;
            for (int p = 0; p < size; p++) {
                double derivative = jacobian[row][p];
                gradient[p] += slope * derivative;
                for (int q = 0; derivative != 0 && q < size; q++) {
                    hessian[p][q] += bend * derivative * jacobian[row][q];
                }
            }
        }
    }

    private void addConstraints(double[] x) {
        for (int p = 0; p < explicit; p++) {
            double centre = data.explicitCentre[p];
            double tau = model.explicit.poissonScale[p];
            addQuadratic(p, centre, model.explicit.precision[p], x);
            if (tau > 0) {
                gradient[p] += centre > 0 ? tau * (1 - centre / x[p]) : tau;
                hessian[p][p] += centre > 0 ? tau * centre / (x[p] * x[p]) : 0;
            }
        }
        for (ExplicitParameters.Block constraint : model.explicit.blocks) {
            int[] block = constraint.parameters();
            for (int i = 0; i < block.length; i++) {
                for (int j = 0; j < block.length; j++) {
                    double precision = constraint.precision()[i][j];
                    gradient[block[i]] += precision * (x[block[j]] - data.explicitCentre[block[j]]);
                    hessian[block[i]][block[j]] += precision;
                }
            }
        }
        for (int s : factors.gammas) {
            addQuadratic(slotVariable[s], data.slotCentre[s], 1 / factors.variance[s], x);
        }
        for (int i = firstTheta; i < size; i++) {
            addQuadratic(i, 0, 1, x);
        }
        for (int row = 0; row < signal.measured.values().length; row++) {
            Part quantity = polynomialIn(x, signal.measured.quantities(), row);
            double pull = quantity.value - signal.measured.values()[row];
            for (int k = 0; k < interest; k++) {
                gradient[explicit + k] += pull * quantity.first[k];
                for (int l = 0; l < interest; l++) {
                    hessian[explicit + k][explicit + l] +=
                            quantity.first[k] * quantity.first[l] + pull * quantity.second[k][l];
                }
            }
        }
    }

    private void addQuadratic(int variable, double centre, double precision, double[] x) {
        gradient[variable] += precision * (x[variable] - centre);
        hessian[variable][variable] += precision;
    }

    private void addMeasurements(double[] x) {
        List<AsymmetricResidual> residuals = model.measured.residuals();
        for (int i = 0; i < residuals.size(); i++) {
            Part prediction = polynomialIn(x, signal.polynomial, model.bins + i);
            AsymmetricResidual residual = residuals.get(i);
            double slope = residual.first(excess(x, i));
            double bend = residual.second(excess(x, i));
            for (int j = 0; j < residuals.size(); j++) {
                Part other = polynomialIn(x, signal.polynomial, model.bins + j);
                double precision = model.measured.precision()[i][j];
                double pull = precision * residuals.get(j).value(excess(x, j));
                double otherSlope = residuals.get(j).first(excess(x, j));
                for (int k = 0; k < interest; k++) {
                    gradient[explicit + k] += pull * slope * prediction.first[k];
                    for (int l = 0; l < interest; l++) {
                        hessian[explicit + k][explicit + l] += pull
                                        * (bend * prediction.first[k] * prediction.first[l]
                                                + slope * prediction.second[k][l])
                                + precision * slope * otherSlope * prediction.first[k] * other.first[l];
                    }
                }
            }
        }
    }
}
