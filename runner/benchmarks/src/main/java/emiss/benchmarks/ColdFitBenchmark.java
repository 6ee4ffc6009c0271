package emiss.benchmarks;

import emiss.analysis.Analysis;
import emiss.inference.DenseReference;
import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Fits of the Belle II data that know nothing of their signal, beside a dense fit in all parameters. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ColdFitBenchmark {
    private static final double MASS = 2.1;
    private static final List<double[]> STARTS = List.of(new double[] {1});

    private Analysis analysis;
    private Fitter fitter;
    private SignalModel rescaled;
    private SignalModel vector;

    /** Compiles the likelihood, and checks that both versions find the same minima. */
    @Setup
    public void prepare() {
        analysis = BelleII.analysis();
        fitter = new Fitter(analysis.model());
        rescaled = analysis.rescaledStandardModel();
        vector = BelleII.vector(analysis, MASS).signalModel();
        BelleII.requireClose(
                "deviance", rescaledSm().deviance(), denseRescaledSm().deviance(), 1e-6);
        double dense = denseVector().deviance();
        BelleII.requireClose("deviance", vector().deviance(), dense, 1e-6);
        BelleII.requireClose("deviance", vectorFromStandardModel().deviance(), dense, 1e-6);
    }

    /** The rescaled Standard Model. */
    @Benchmark
    public FitResult rescaledSm() {
        return fitter.fit(analysis.data(), rescaled);
    }

    /** The rescaled Standard Model, densely. */
    @Benchmark
    public DenseReference.Result denseRescaledSm() {
        return DenseReference.fit(analysis.data(), rescaled, FitOptions.DEFAULT.tolerance());
    }

    /** The Standard Model and a vector of 2.1 GeV with free hV. */
    @Benchmark
    public FitResult vector() {
        return fitter.fit(analysis.data(), vector);
    }

    /** The same from the fit of the Standard Model, as studies do it. */
    @Benchmark
    public FitResult vectorFromStandardModel() {
        return fitter.fit(analysis.data(), vector, STARTS, analysis.standardModelFit());
    }

    /** The Standard Model and a vector of 2.1 GeV with free hV, densely. */
    @Benchmark
    public DenseReference.Result denseVector() {
        return DenseReference.fit(analysis.data(), vector, FitOptions.DEFAULT.tolerance());
    }
}
