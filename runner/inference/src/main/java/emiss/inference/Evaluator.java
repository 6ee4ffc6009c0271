package emiss.inference;

import java.util.Arrays;
import java.util.List;

/**
 * Value, gradient and Hessian of -ln L relative to the saturated model, as a sum of terms; one per thread, without allocation
 * once bound to a signal. Parameters are the explicit nuisances, then the parameters of interest; per-bin factors are
 * eliminated ({@link ProfiledBins}).
 */
final class Evaluator {
    private final CompiledModel model;
    private final RowValues signalRows;
    private final RowValues quantities;
    private final Constraints constraints;
    private final GaussianMeasurements branchingFractions;
    private final GaussianMeasurements constraintsOfInterest;
    private final ProfiledBins bins;
    /** The bins are last, because they leave out what is negligible in the sum. */
    private final LikelihoodTerm[] terms;

    private double[] point = new double[0];
    private int size;

    /** Must be bound before it is used. */
    Evaluator(CompiledModel model) {
        this.model = model;
        int explicit = model.explicit.count();
        signalRows = new RowValues(explicit);
        quantities = new RowValues(explicit);
        constraints = new Constraints(model.explicit);
        branchingFractions = new GaussianMeasurements(signalRows, model.bins, explicit);
        constraintsOfInterest = new GaussianMeasurements(quantities, 0, explicit);
        bins = new ProfiledBins(model, signalRows);
        terms = new LikelihoodTerm[] {constraints, branchingFractions, constraintsOfInterest, bins};
    }

    /** Chooses data and signal; allocates only for more parameters of interest or constraints of them than before. */
    void bind(ModelData data, SignalModel signal) {
        if (data.model != model) {
            throw new IllegalArgumentException("the data belong to another model");
        }
        if (signal.rows() != model.rows()) {
            throw new IllegalArgumentException("the signal has " + signal.rows() + " rows, expected " + model.rows());
        }
        size = model.explicit.count() + signal.parameters().size();
        if (point.length < size) {
            point = new double[size];
        }
        signalRows.bind(signal.polynomial, signal.modulation);
        quantities.bind(signal.measured.quantities(), null);
        constraints.bind(data.explicitCentre);
        branchingFractions.bind(model.measured, data.observed);
        constraintsOfInterest.bind(signal.measured.rows(), signal.measured.values());
        bins.bind(data.observed, data.slotCentre, signal);
    }

    /** Takes the branching fractions with other forms of their residuals, one each; none for the true ones. */
    void use(List<AsymmetricResidual.Form> forms) {
        branchingFractions.use(forms);
    }

    int size() {
        return size;
    }

    /** Whether the signal is a quadratic function of the parameters of interest, not a linear one. */
    boolean isQuadratic() {
        return signalRows.isQuadratic();
    }

    /** -ln L relative to saturated, at the best per-bin factors; infinite where a rate is not positive. */
    double value(double[] x) {
        move(x);
        double sum = 0;
        for (LikelihoodTerm term : terms) {
            sum += term.value(point);
        }
        return sum;
    }

    /** -ln L relative to saturated at given per-bin factors, and the best fluctuations of the signal. */
    double valueAt(double[] x, double[] gammas) {
        move(x);
        return bins.valueAt(point, gammas)
                + constraints.value(point)
                + branchingFractions.value(point)
                + constraintsOfInterest.value(point);
    }

    private void move(double[] x) {
        System.arraycopy(x, 0, point, 0, size);
        signalRows.evaluate(point);
        quantities.evaluate(point);
    }

    /** The gradient at the point of the last {@link #value} or {@link #valueAt}. */
    void gradient(double[] gradient) {
        Arrays.fill(gradient, 0, size, 0);
        signalRows.differentiate(point);
        quantities.differentiate(point);
        for (LikelihoodTerm term : terms) {
            term.addGradient(point, gradient);
        }
    }

    /**
     * The upper triangle of the Hessian, or a part of it, at the point of the last {@link #gradient}.
     *
     * @param negligible per-bin factors whose own curvature changes no diagonal element by more than this part of it are
     *     left out of the exact Hessian
     */
    void hessian(double[][] hessian, HessianPart part, double negligible) {
        for (int k = 0; k < size; k++) {
            Arrays.fill(hessian[k], 0, size, 0);
        }
        for (LikelihoodTerm term : terms) {
            term.addHessian(point, hessian, part, negligible);
        }
    }

    /** Adds to the upper triangle what the constraints alone, on parameters of either kind, give the Hessian at a point. */
    void addConstraints(double[] x, double[][] hessian) {
        move(x);
        quantities.differentiate(point);
        constraints.addHessian(point, hessian, HessianPart.EXACT, 0);
        constraintsOfInterest.value(point);
        constraintsOfInterest.addHessian(point, hessian, HessianPart.EXACT, 0);
    }

    /** The bins, with what keeps empty ones from being negative. */
    ProfiledBins bins() {
        return bins;
    }

    /** All nuisance parameters at the point of the last {@link #value}, the best per-bin factors included. */
    double[] nuisances() {
        return model.nuisanceValues(point, bins.gammas());
    }

    /** Variances of the per-bin factors at fixed other parameters, among all nuisance parameters; 0 for the others. */
    double[] factorVariances() {
        return model.nuisanceValues(new double[model.explicit.count()], bins.factorVariances());
    }

    /** Expected events per bin, then the predicted branching fractions. */
    double[] expected() {
        return withBranchingFractions(bins.rates());
    }

    /** The part of {@link #expected} that is signal, Standard Model included. */
    double[] expectedSignal() {
        double[] signal = withBranchingFractions(new double[model.bins]);
        bins.addSignal(signal);
        return signal;
    }

    private double[] withBranchingFractions(double[] events) {
        double[] rows = signalRows.values.clone();
        System.arraycopy(events, 0, rows, 0, events.length);
        return rows;
    }
}
