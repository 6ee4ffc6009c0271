package emiss.benchmarks;

import emiss.analysis.Analysis;
import emiss.inference.BinnedModel;
import emiss.inference.EvaluatorAccess;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One evaluation of the combined Belle II likelihood and its gradient, away from the minimum: with the per-bin factors
 * eliminated, and plainly in all parameters.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LikelihoodBenchmark {
    private static final double MU = 3;
    private static final double PULL = 0.2;

    private EvaluatorAccess evaluator;
    private PlainLikelihood plain;
    private double[] nuisances;
    private double[] gradient;

    /** Compiles the likelihood, and checks that both versions give the same value and gradient. */
    @Setup
    public void prepare() {
        Analysis analysis = BelleII.analysis();
        BinnedModel model = analysis.model();
        int explicit = EvaluatorAccess.explicitParameters(model);
        double[] point = new double[explicit + 1];
        for (int p = 0; p < explicit; p++) {
            point[p] = p % 2 == 0 ? PULL : -PULL;
        }
        point[explicit] = MU;
        evaluator = new EvaluatorAccess(analysis.data(), analysis.rescaledStandardModel(), point);
        nuisances = evaluator.nuisances();
        plain = new PlainLikelihood(model);
        gradient = new double[nuisances.length + 1];
        BelleII.requireClose("-ln L", evaluator.valueAndGradient(), plainValueAndGradient(), 1e-9);
        double[] fastGradient = evaluator.gradient();
        for (int p = 0; p < explicit; p++) {
            BelleII.requireClose("derivative " + p, fastGradient[p], gradient[p], 1e-9);
        }
        BelleII.requireClose("derivative of mu", fastGradient[explicit], gradient[nuisances.length], 1e-9);
    }

    /** As fits do it. */
    @Benchmark
    public double valueAndGradient() {
        return evaluator.valueAndGradient();
    }

    /** Sample by sample, in all parameters. */
    @Benchmark
    public double plainValueAndGradient() {
        return plain.valueAndGradient(nuisances, MU, gradient);
    }
}
