package emiss.inference;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a likelihood expects in every bin, sample by sample, and how uncertain the sum of them is: before a fit, with the nuisance
 * parameters at the centres of their constraints and free ones at their start, or after it.
 *
 * <p>The variance of a sum is D C D^T. After a fit C is the covariance of all parameters, per-bin factors included, from the exact
 * second derivatives of -ln L; before it is that of the constraints alone, and parameters without one do not vary. D are the
 * derivatives of the sum. With per-bin factors profiled it is D' C' D'^T + V/(1 + V n/nu^2): C' is the covariance of the other
 * parameters, D' the derivatives of nu with factors at their best, and V = sum sigma_s^2 m_s^2 as in {@link ProfiledBins}.
 */
public final class ExpectedBins {
    private static final double STEP = 1e-4;

    private final double[] cells;
    private final double[] totals;
    private final Optional<double[]> errors;

    private ExpectedBins(double[] cells, double[] totals, Optional<double[]> errors) {
        this.cells = cells;
        this.totals = totals;
        this.errors = errors;
    }

    /**
     * {@return the expectation at the minimum of a fit}
     *
     * @param fit the fit
     */
    public static ExpectedBins after(FitResult fit) {
        CompiledModel model = fit.data().model;
        Contents contents = new Contents(model, fit.signal());
        double[] cells = contents.at(fit.nuisances(), fit.signalParameters());
        Optional<double[]> errors = Optional.empty();
        if (fit.converged()) {
            Curvature curvature = new Curvature(fit);
            if (curvature.isDefinite()) {
                double[] variances = variances(curvature.covariance(), curvature.point(), curvature::expectedAt);
                add(curvature.conditionalVariances(), variances);
                errors = Optional.of(roots(variances));
            }
        }
        return new ExpectedBins(cells, fit.expected(), errors);
    }

    /**
     * {@return the expectation before a fit}
     *
     * @param data the data, whose auxiliary part the centres are
     * @param signal the signal; its parameters are at their starts, those with a constraint at its centre
     */
    public static ExpectedBins before(ModelData data, SignalModel signal) {
        CompiledModel model = data.model;
        int explicit = model.explicit.count();
        double[] nuisances = data.centres();
        for (int p = 0; p < explicit; p++) {
            ExplicitParameters.Parameter parameter = model.explicit.at(p);
            if (parameter.isHeld() || !parameter.isConstrained()) {
                nuisances[p] = parameter.isHeld() ? parameter.lowerBound() : parameter.initial();
            }
        }
        double[] phi = signal.parameters().stream()
                .mapToDouble(parameter -> parameter.isConstrained() ? parameter.centre() : parameter.start())
                .toArray();
        int size = explicit + phi.length;
        double[] x = Arrays.copyOf(nuisances, size);
        System.arraycopy(phi, 0, x, explicit, phi.length);
        Contents contents = new Contents(model, signal);
        double[] variances = variances(
                constraints(data, signal, x),
                x,
                point -> contents.totals(contents.with(point, nuisances), Arrays.copyOfRange(point, explicit, size)));
        double[] cells = contents.at(nuisances, phi);
        add(contents.factorVariances(), variances);
        return new ExpectedBins(cells, contents.totals(nuisances, phi), Optional.of(roots(variances)));
    }

    /** The covariance that the constraints alone give; 0 for parameters without one. */
    private static double[][] constraints(ModelData data, SignalModel signal, double[] x) {
        Evaluator evaluator = new Evaluator(data.model);
        evaluator.bind(data, signal);
        double[][] hessian = new double[x.length][x.length];
        evaluator.addConstraints(x, hessian);
        LinearSolver solver = new LinearSolver(x.length);
        boolean[] pinned = new boolean[x.length];
        for (int p = 0; p < data.model.explicit.count(); p++) {
            pinned[p] = data.model.explicit.at(p).isHeld();
        }
        solver.factorise(hessian, x.length, pinned, 0);
        double[][] covariance = new double[x.length][x.length];
        for (int p = 0; p < x.length; p++) {
            covariance[p][p] = 1;
            solver.solve(covariance[p]);
        }
        return covariance;
    }

    private interface Expectation {
        double[] at(double[] point);
    }

    private static double[] variances(double[][] covariance, double[] centre, Expectation expectation) {
        double[][] derivatives = new double[centre.length][];
        for (int p = 0; p < centre.length; p++) {
            double width = Math.sqrt(covariance[p][p]);
            if (width == 0) {
                continue;
            }
            double[] point = centre.clone();
            point[p] = centre[p] + STEP * width;
            double[] up = expectation.at(point).clone();
            point[p] = centre[p] - STEP * width;
            double[] down = expectation.at(point);
            for (int row = 0; row < up.length; row++) {
                up[row] = (up[row] - down[row]) / (2 * STEP * width);
            }
            derivatives[p] = up;
        }
        double[] variances = new double[expectation.at(centre).length];
        for (int p = 0; p < centre.length; p++) {
            for (int q = 0; q < centre.length; q++) {
                if (derivatives[p] != null && derivatives[q] != null && covariance[p][q] != 0) {
                    for (int row = 0; row < variances.length; row++) {
                        variances[row] += derivatives[p][row] * covariance[p][q] * derivatives[q][row];
                    }
                }
            }
        }
        return variances;
    }

    private static void add(double[] more, double[] variances) {
        for (int row = 0; row < more.length; row++) {
            variances[row] += more[row];
        }
    }

    private static double[] roots(double[] variances) {
        return Arrays.stream(variances)
                .map(variance -> Math.sqrt(Math.max(0, variance)))
                .toArray();
    }

    /** The contents of cells at any parameters. */
    private static final class Contents {
        private final CompiledModel model;
        private final RowValues signal;
        private final CellContents contents;

        Contents(CompiledModel model, SignalModel signal) {
            this.model = model;
            int explicit = model.explicit.count();
            this.signal = new RowValues(explicit);
            this.signal.bind(signal.polynomial, signal.modulation);
            contents = new CellContents(model.cells, this.signal, explicit);
        }

        /** All nuisance parameters, the explicit ones those of a point. */
        double[] with(double[] point, double[] nuisances) {
            double[] values = nuisances.clone();
            System.arraycopy(point, 0, values, 0, model.explicit.count());
            return values;
        }

        double[] at(double[] nuisances, double[] phi) {
            int explicit = model.explicit.count();
            double[] x = Arrays.copyOf(nuisances, explicit + phi.length);
            System.arraycopy(phi, 0, x, explicit, phi.length);
            signal.evaluate(x);
            contents.evaluate(x);
            double[] factor = model.slotValues(nuisances);
            double[] cells = new double[model.cells.count];
            for (int c = 0; c < cells.length; c++) {
                cells[model.cells.place[c]] = factor[model.cells.slot[c]] * contents.of(c);
            }
            return cells;
        }

        /** Sums per bin, then the predicted branching fractions. */
        double[] totals(double[] nuisances, double[] phi) {
            double[] cells = at(nuisances, phi);
            double[] totals = signal.values.clone();
            Arrays.fill(totals, 0, model.bins, 0);
            for (int c = 0; c < cells.length; c++) {
                totals[model.cells.row[c]] += cells[model.cells.place[c]];
            }
            return totals;
        }

        /** The variance that the constraints of the per-bin factors give every bin, at the contents of the last point. */
        double[] factorVariances() {
            double[] variances = new double[model.bins];
            for (int row = 0; row < variances.length; row++) {
                for (int s : model.factors.rowSlots[row]) {
                    double content = contents.ofSlot[s];
                    variances[row] += model.factors.variance[s] * content * content;
                }
            }
            return variances;
        }
    }

    /**
     * {@return the contents of every sample in every bin, in the order of data sets, channels, samples and bins of {@link
     * BinnedModel#datasets()}, counting data sets alone} Fluctuations of a signal are not among them.
     */
    public double[] cells() {
        return cells.clone();
    }

    /** {@return their sums, one per bin, then the predicted branching fractions} */
    public double[] totals() {
        return totals.clone();
    }

    /** {@return standard deviations of the sums; empty if the fit did not converge or has no minimum} */
    public Optional<double[]> errors() {
        return errors.map(double[]::clone);
    }
}
