package emiss.benchmarks;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFitter;
import emiss.analysis.Hypothesis;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.inference.DenseReference;
import emiss.inference.FitOptions;
import java.util.concurrent.TimeUnit;
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
 * A mass scan in equal steps up to 4.5 GeV: signal, fit and best coupling of a vector at every mass, on several threads as studies do
 * it; beside it the same signals with dense fits, one after the other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MassScanBenchmark {
    private static final double LARGEST_MASS = 4.5;

    /** Number of masses. */
    @Param("45")
    public int masses;

    /** Number of threads. */
    @Param("1")
    public int threads;

    private Analysis analysis;
    private Parallel parallel;
    private double[] plain = new double[0];

    /** Compiles the likelihood. */
    @Setup
    public void prepare() {
        analysis = BelleII.analysis();
        parallel = new Parallel(threads, Progress.SILENT);
    }

    /** Checks that dense fits, if there were any, found the same curve. */
    @TearDown
    public void check() {
        double[] fast = scan();
        parallel.close();
        for (int i = 0; i < plain.length; i++) {
            BelleII.requireClose("t at " + mass(i) + " GeV", fast[i], plain[i], 1e-5);
        }
    }

    /** As the study {@code mass-scan} does it. */
    @Benchmark
    public double[] scan() {
        return parallel
                .map(
                        masses,
                        i -> new CouplingFitter(analysis)
                                .fit(BelleII.vector(analysis, mass(i)))
                                .t())
                .stream()
                .mapToDouble(t -> t.orElseThrow())
                .toArray();
    }

    /** The same signals with dense fits. */
    @Benchmark
    public double[] denseScan() {
        double[] t = new double[masses];
        for (int i = 0; i < masses; i++) {
            Hypothesis hypothesis = BelleII.vector(analysis, mass(i));
            t[i] = DenseReference.fit(analysis.data(), hypothesis.signalModel(), FitOptions.DEFAULT.tolerance())
                            .deviance()
                    - analysis.standardModelFit().deviance();
        }
        plain = t;
        return t;
    }

    private double mass(int i) {
        return LARGEST_MASS * (i + 1) / masses;
    }
}
