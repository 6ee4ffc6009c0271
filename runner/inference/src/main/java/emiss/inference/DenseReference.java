package emiss.inference;

import java.util.Arrays;
import java.util.List;

/**
 * A plain fit of a {@link BinnedModel} against which {@link Fitter} is tested and timed: Levenberg-Marquardt in all
 * parameters, per-bin factors included, with one dense system of equations a step. For tests and benchmarks only.
 */
public final class DenseReference {
    private static final int MAX_ITERATIONS = 500;

    /**
     * The end of a reference fit.
     *
     * @param converged whether the estimated distance to the minimum fell below the tolerance
     * @param deviance -2 ln L relative to the saturated model
     * @param signalParameters best values of the parameters of interest
     * @param iterations number of steps
     */
    public record Result(boolean converged, double deviance, List<Double> signalParameters, int iterations) {}

    private final BinnedModel model;
    private final ModelData data;
    private final SignalModel signal;
    private final int size;
    private final double[] lower;
    private final double[] rate;

    private DenseReference(ModelData data, SignalModel signal) {
        this.model = data.model;
        this.data = data;
        this.signal = signal;
        int explicit = model.explicitCount;
        int interest = signal.parameters().size();
        size = explicit + interest + model.slotCount;
        lower = new double[size];
        System.arraycopy(model.lowerBound, 0, lower, 0, explicit);
        for (int k = 0; k < interest; k++) {
            lower[explicit + k] = signal.parameters().get(k).lowerBound();
        }
        rate = new double[model.bins()];
    }

    /** Fits {@code signal} to {@code data} until the estimated distance to the minimum is below {@code tolerance}. */
    public static Result fit(ModelData data, SignalModel signal, double tolerance) {
        return new DenseReference(data, signal).run(tolerance);
    }

    private Result run(double tolerance) {
        int explicit = model.explicitCount;
        int interest = signal.parameters().size();
        double[] x = new double[size];
        for (int p = 0; p < explicit; p++) {
            boolean constrained = model.constraintWidth[p] < Double.POSITIVE_INFINITY;
            x[p] = constrained ? data.explicitCentre[p] : model.initial[p];
        }
        for (int k = 0; k < interest; k++) {
            x[explicit + k] = signal.parameters().get(k).start();
        }
        System.arraycopy(data.slotCentre, 0, x, explicit + interest, model.slotCount);
        LinearSolver solver = new LinearSolver(size);
        double[] gradient = new double[size];
        double[][] hessian = new double[size][size];
        double[] step = new double[size];
        double[] trial = new double[size];
        boolean[] pinned = new boolean[size];
        double damping = 0;
        double value = value(x);
        for (int iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
            value(x);
            derivatives(x, gradient, hessian);
            for (int p = 0; p < size; p++) {
                pinned[p] = x[p] <= lower[p] && gradient[p] > 0;
            }
            solver.factorise(hessian, size, pinned, damping);
            double edm = 0;
            for (int p = 0; p < size; p++) {
                step[p] = pinned[p] ? 0 : -gradient[p];
            }
            solver.solve(step);
            for (int p = 0; p < size; p++) {
                edm -= gradient[p] * step[p];
                trial[p] = Math.max(lower[p], x[p] + step[p]);
            }
            double next = value(trial);
            // Signals that pull against the data keep some damping to the end, as Gauss-Newton steps overshoot there.
            if (edm < tolerance && damping < 10) {
                double[] end = next <= value ? trial : x;
                return new Result(true, 2 * Math.min(next, value), interest(end), iteration);
            }
            // A rise within rounding is no reason to damp.
            if (next < value + 1e-12 * (1 + value)) {
                System.arraycopy(trial, 0, x, 0, size);
                value = next;
                damping = damping < 1e-6 ? 0 : 0.2 * damping;
            } else {
                damping = Math.max(1e-3, 5 * damping);
            }
        }
        return new Result(false, 2 * value, interest(x), MAX_ITERATIONS);
    }

    private List<Double> interest(double[] x) {
        return Arrays.stream(x, model.explicitCount, size - model.slotCount)
                .boxed()
                .toList();
    }

    private double value(double[] x) {
        int slots = size - model.slotCount;
        double[] content = contents(x);
        Arrays.fill(rate, 0);
        for (int c = 0; c < model.cellCount; c++) {
            rate[model.cellRow[c]] += x[slots + model.cellSlot[c]] * content[c];
        }
        double sum = signal.penalty();
        for (int row = 0; row < rate.length; row++) {
            double n = data.observed[row];
            if (!(n > 0 ? rate[row] > 0 : rate[row] >= 0)) {
                return Double.POSITIVE_INFINITY;
            }
            sum += 2 * (rate[row] - n + (n > 0 ? n * Math.log(n / rate[row]) : 0));
        }
        for (int p = 0; p < model.explicitCount; p++) {
            double centre = data.explicitCentre[p];
            double tau = model.auxiliaryScale[p];
            sum += model.constraintPrecision[p] * (x[p] - centre) * (x[p] - centre);
            if (tau > 0) {
                sum += 2 * tau * (x[p] - centre + (centre > 0 ? centre * Math.log(centre / x[p]) : 0));
            }
        }
        for (int b = 0; b < model.blockParameters.length; b++) {
            int[] block = model.blockParameters[b];
            for (int i = 0; i < block.length; i++) {
                for (int j = 0; j < block.length; j++) {
                    sum += model.blockPrecision[b][i][j]
                            * (x[block[i]] - data.explicitCentre[block[i]])
                            * (x[block[j]] - data.explicitCentre[block[j]]);
                }
            }
        }
        for (int s = 0; s < model.slotCount; s++) {
            if (model.slotVariance[s] > 0) {
                double shift = x[slots + s] - data.slotCentre[s];
                sum += shift * shift / model.slotVariance[s];
            }
        }
        for (int k = 0; k < signal.parameters().size(); k++) {
            SignalParameter parameter = signal.parameters().get(k);
            double pull = (x[model.explicitCount + k] - parameter.centre()) / parameter.sigma();
            sum += parameter.isConstrained() ? pull * pull : 0;
        }
        double[] residual = residuals(x);
        for (int i = 0; i < residual.length; i++) {
            for (int j = 0; j < residual.length; j++) {
                sum += model.measurementPrecision[i][j] * residual[i] * residual[j];
            }
        }
        return 0.5 * sum;
    }

    private double[] residuals(double[] x) {
        double[] events = new double[model.rows()];
        signal.evaluate(x, model.explicitCount, events);
        double[] residual = new double[model.gaussianCount];
        for (int j = 0; j < residual.length; j++) {
            int row = model.bins() + j;
            residual[j] = model.residuals[j].value(events[row] - data.observed[row]);
        }
        return residual;
    }

    private double[] bases(double[] x) {
        double[] base = model.cellNominal.clone();
        for (int r = 0; r < model.shiftParameter.length; r++) {
            double alpha = x[model.shiftParameter[r]];
            for (int j = 0; j < model.shiftSlope[r].length; j++) {
                double curve = model.shiftCurve[r].length > 0 ? model.shiftCurve[r][j] : 0;
                base[model.shiftFrom[r] + j] += alpha * model.shiftSlope[r][j] + curve * Evaluator.bend(alpha);
            }
        }
        return base;
    }

    private double factor(double[] x, int cell, int without) {
        double product = 1;
        int[] terms = model.groupTerms[model.cellGroup[cell]];
        for (int i = 0; i < terms.length; i++) {
            Term term = model.terms[terms[i]];
            product *= i == without ? term.first(x[term.parameter()]) : term.value(x[term.parameter()]);
        }
        return product;
    }

    private double[] multipliers(double[] x) {
        double[] events = new double[model.rows()];
        signal.evaluate(x, model.explicitCount, events);
        double[] multiplier = new double[model.cellCount];
        Arrays.fill(multiplier, 1);
        for (int c : model.signalCells) {
            multiplier[c] = events[model.cellRow[c]];
        }
        return multiplier;
    }

    private double[] contents(double[] x) {
        double[] content = bases(x);
        double[] multiplier = multipliers(x);
        for (int c = 0; c < content.length; c++) {
            content[c] *= factor(x, c, -1) * multiplier[c];
        }
        return content;
    }

    private void derivatives(double[] x, double[] gradient, double[][] hessian) {
        int explicit = model.explicitCount;
        int interest = signal.parameters().size();
        int slots = explicit + interest;
        double[] base = bases(x);
        double[] multiplier = multipliers(x);
        double[] content = contents(x);
        double[][] jacobian = new double[model.bins()][size];
        for (int r = 0; r < model.shiftParameter.length; r++) {
            int p = model.shiftParameter[r];
            for (int j = 0; j < model.shiftSlope[r].length; j++) {
                int c = model.shiftFrom[r] + j;
                double curve = model.shiftCurve[r].length > 0 ? model.shiftCurve[r][j] : 0;
                jacobian[model.cellRow[c]][p] += x[slots + model.cellSlot[c]]
                        * factor(x, c, -1)
                        * multiplier[c]
                        * (model.shiftSlope[r][j] + curve * Evaluator.bendFirst(x[p]));
            }
        }
        for (int c = 0; c < model.cellCount; c++) {
            double[] derivative = jacobian[model.cellRow[c]];
            double gamma = x[slots + model.cellSlot[c]];
            int[] terms = model.groupTerms[model.cellGroup[c]];
            for (int i = 0; i < terms.length; i++) {
                derivative[model.terms[terms[i]].parameter()] += gamma * base[c] * multiplier[c] * factor(x, c, i);
            }
            if (model.slotVariance[model.cellSlot[c]] > 0) {
                derivative[slots + model.cellSlot[c]] += content[c];
            }
        }
        double[][] eventDerivative = new double[interest][model.rows()];
        for (int k = 0; k < interest; k++) {
            signal.derivative(x, explicit, k, eventDerivative[k]);
            for (int c : model.signalCells) {
                jacobian[model.cellRow[c]][explicit + k] += x[slots + model.cellSlot[c]]
                        * base[c]
                        * factor(x, c, -1)
                        * eventDerivative[k][model.cellRow[c]];
            }
        }
        Arrays.fill(gradient, 0);
        for (double[] row : hessian) {
            Arrays.fill(row, 0);
        }
        for (int row = 0; row < rate.length; row++) {
            double n = data.observed[row];
            double weight = n > 0 ? n / (rate[row] * rate[row]) : 1 / Math.max(rate[row], 1e-300);
            for (int k = 0; k < size; k++) {
                gradient[k] += (1 - n / rate[row]) * jacobian[row][k];
                if (jacobian[row][k] != 0) {
                    for (int l = k; l < size; l++) {
                        hessian[k][l] += weight * jacobian[row][k] * jacobian[row][l];
                    }
                }
            }
        }
        addConstraints(x, gradient, hessian);
        addMeasurements(x, gradient, hessian, eventDerivative);
    }

    private void addConstraints(double[] x, double[] gradient, double[][] hessian) {
        int explicit = model.explicitCount;
        int slots = size - model.slotCount;
        for (int p = 0; p < explicit; p++) {
            double centre = data.explicitCentre[p];
            double tau = model.auxiliaryScale[p];
            gradient[p] += model.constraintPrecision[p] * (x[p] - centre);
            hessian[p][p] += model.constraintPrecision[p];
            if (tau > 0) {
                gradient[p] += centre > 0 ? tau * (1 - centre / x[p]) : tau;
                hessian[p][p] += centre > 0 ? tau * centre / (x[p] * x[p]) : 0;
            }
        }
        for (int b = 0; b < model.blockParameters.length; b++) {
            int[] block = model.blockParameters[b];
            for (int i = 0; i < block.length; i++) {
                for (int j = 0; j < block.length; j++) {
                    double precision = model.blockPrecision[b][i][j];
                    gradient[block[i]] += precision * (x[block[j]] - data.explicitCentre[block[j]]);
                    if (block[i] <= block[j]) {
                        hessian[block[i]][block[j]] += precision;
                    }
                }
            }
        }
        for (int s : model.gammaSlots) {
            gradient[slots + s] += (x[slots + s] - data.slotCentre[s]) / model.slotVariance[s];
            hessian[slots + s][slots + s] += 1 / model.slotVariance[s];
        }
        for (int k = 0; k < signal.parameters().size(); k++) {
            SignalParameter parameter = signal.parameters().get(k);
            if (parameter.isConstrained()) {
                double precision = 1 / (parameter.sigma() * parameter.sigma());
                gradient[explicit + k] += precision * (x[explicit + k] - parameter.centre());
                hessian[explicit + k][explicit + k] += precision;
            }
        }
    }

    private void addMeasurements(double[] x, double[] gradient, double[][] hessian, double[][] eventDerivative) {
        int explicit = model.explicitCount;
        double[] events = new double[model.rows()];
        signal.evaluate(x, explicit, events);
        double[] residual = residuals(x);
        for (int i = 0; i < residual.length; i++) {
            int rowI = model.bins() + i;
            double slopeI = model.residuals[i].first(events[rowI] - data.observed[rowI]);
            for (int j = 0; j < residual.length; j++) {
                int rowJ = model.bins() + j;
                double slopeJ = model.residuals[j].first(events[rowJ] - data.observed[rowJ]);
                double precision = model.measurementPrecision[i][j];
                for (int k = 0; k < eventDerivative.length; k++) {
                    gradient[explicit + k] += precision * residual[j] * slopeI * eventDerivative[k][rowI];
                    for (int l = k; l < eventDerivative.length; l++) {
                        hessian[explicit + k][explicit + l] +=
                                precision * slopeI * slopeJ * eventDerivative[k][rowI] * eventDerivative[l][rowJ];
                    }
                }
            }
        }
    }
}
