package emiss.benchmarks;

import emiss.inference.BinnedModel;
import emiss.inference.DenseReference;
import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The likelihood of {@linkplain MadeUpModel made-up models} of any size with its gradient, and cold fits of the strength of their
 * signal; beside them both plainly in all parameters. The dense fit takes seconds at 100 parameters and hours at 1000.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HistFactoryBenchmark {
    /** Number of nuisance parameters, without those of single bins. */
    @Param({"10", "30"})
    public int nuisances;

    /** Number of bins, each with a statistical factor. */
    @Param("30")
    public int bins;

    /** Number of samples, signal included. */
    @Param("6")
    public int samples;

    /** On how many samples each nuisance parameter acts, with a factor and a shift. */
    @Param("6")
    public int acting;

    private BinnedModel model;
    private Fitter fitter;
    private SignalModel signal;
    private Evaluations evaluations;
    private boolean plainWasEvaluated;
    private DenseReference.@Nullable Result dense;

    /** Compiles the model. */
    @Setup
    public void prepare() {
        model = MadeUpModel.of(bins, samples, nuisances, acting);
        fitter = new Fitter(model);
        signal = SignalModel.scaled("mu", model.smTemplate());
        evaluations = new Evaluations(model, signal);
    }

    /** Checks that the fit converges, and that what was done plainly gave the same. */
    @TearDown
    public void check() {
        FitResult fit = coldFit();
        if (!fit.converged()) {
            throw new IllegalStateException("the fit did not converge: " + fit.reason());
        }
        if (dense != null) {
            BelleII.requireClose("deviance", fit.deviance(), dense.deviance(), 1e-6);
        }
        if (plainWasEvaluated) {
            evaluations.check();
        }
    }

    /** As fits do it. */
    @Benchmark
    public double valueAndGradient() {
        return evaluations.fast();
    }

    /** Sample by sample, in all parameters. */
    @Benchmark
    public double plainValueAndGradient() {
        plainWasEvaluated = true;
        return evaluations.plain();
    }

    /** From nominal parameters. */
    @Benchmark
    public FitResult coldFit() {
        return fitter.fit(model.observedData(), signal);
    }

    /** The same in all parameters, densely. */
    @Benchmark
    public DenseReference.Result denseFit() {
        DenseReference.Result found = DenseReference.fit(model.observedData(), signal, FitOptions.DEFAULT.tolerance());
        dense = found;
        return found;
    }
}
