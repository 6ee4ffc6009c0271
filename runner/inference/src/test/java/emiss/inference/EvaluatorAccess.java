package emiss.inference;

/**
 * The evaluator at one point, for benchmarks, which have the tests of this module on their class path.
 */
public final class EvaluatorAccess {
    private final Evaluator evaluator;
    private final double[] point;
    private final double[] gradient;

    /**
     * The evaluator at a point.
     *
     * @param data the outcome
     * @param signal the signal
     * @param point the {@link #explicitParameters explicit} nuisance parameters, then the parameters of interest
     */
    public EvaluatorAccess(ModelData data, SignalModel signal, double[] point) {
        this.evaluator = new Evaluator(data.model);
        evaluator.bind(data, signal);
        this.point = point.clone();
        this.gradient = new double[point.length];
    }

    /** How many nuisance parameters are not eliminated; they come first among all. */
    public static int explicitParameters(BinnedModel model) {
        return model.compiled().explicit.count();
    }

    /** -ln L relative to the saturated model at the best per-bin factors, and its gradient. */
    public double valueAndGradient() {
        double value = evaluator.value(point);
        evaluator.gradient(gradient);
        return value;
    }

    /** The gradient of the last {@link #valueAndGradient}. */
    public double[] gradient() {
        return gradient.clone();
    }

    /** All nuisance parameters, the best per-bin factors at this point included. */
    public double[] nuisances() {
        evaluator.value(point);
        return evaluator.nuisances();
    }
}
