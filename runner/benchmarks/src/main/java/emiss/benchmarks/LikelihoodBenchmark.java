package emiss.benchmarks;

import emiss.analysis.Analysis;
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
    private Evaluations evaluations;

    /** Compiles the likelihood, and checks that both versions give the same value and gradient. */
    @Setup
    public void prepare() {
        Analysis analysis = BelleII.analysis();
        evaluations = new Evaluations(analysis.model(), analysis.rescaledStandardModel());
        evaluations.check();
    }

    /** As fits do it. */
    @Benchmark
    public double valueAndGradient() {
        return evaluations.fast();
    }

    /** Sample by sample, in all parameters. */
    @Benchmark
    public double plainValueAndGradient() {
        return evaluations.plain();
    }
}
