package emiss.benchmarks;

import emiss.inference.BinnedModel;
import emiss.inference.EvaluatorAccess;
import emiss.inference.SignalModel;

/** The likelihood of the rescaled Standard Model and its gradient at a point away from the minimum, as fits have them and plainly. */
final class Evaluations {
    private static final double MU = 3;
    private static final double PULL = 0.2;

    private final EvaluatorAccess evaluator;
    private final PlainLikelihood plain;
    private final double[] nuisances;
    private final double[] gradient;
    private final int explicit;

    /**
     * Compiles both.
     *
     * @param model a model with modifiers that {@link PlainLikelihood} knows
     * @param rescaled the Standard Model with a free strength
     */
    Evaluations(BinnedModel model, SignalModel rescaled) {
        explicit = EvaluatorAccess.explicitParameters(model);
        double[] point = new double[explicit + 1];
        for (int p = 0; p < explicit; p++) {
            point[p] = p % 2 == 0 ? PULL : -PULL;
        }
        point[explicit] = MU;
        evaluator = new EvaluatorAccess(model.observedData(), rescaled, point);
        nuisances = evaluator.nuisances();
        plain = new PlainLikelihood(model);
        gradient = new double[nuisances.length + 1];
    }

    /** Fails unless both give the same value and gradient. */
    void check() {
        BelleII.requireClose("-ln L", fast(), plain(), 1e-9);
        double[] fastGradient = evaluator.gradient();
        for (int p = 0; p < explicit; p++) {
            BelleII.requireClose("derivative " + p, fastGradient[p], gradient[p], 1e-9);
        }
        BelleII.requireClose("derivative of mu", fastGradient[explicit], gradient[nuisances.length], 1e-9);
    }

    /** With the per-bin factors eliminated. */
    double fast() {
        return evaluator.valueAndGradient();
    }

    /** Sample by sample, in all parameters. */
    double plain() {
        return plain.valueAndGradient(nuisances, MU, gradient);
    }
}
