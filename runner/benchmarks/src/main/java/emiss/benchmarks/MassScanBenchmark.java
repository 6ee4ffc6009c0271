package emiss.benchmarks;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFitter;
import emiss.analysis.Hypothesis;
import emiss.inference.DenseReference;
import emiss.inference.FitOptions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A mass scan of 45 points from 0.1 to 4.5 GeV on one thread: signal, fit and best coupling of a vector at every mass. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MassScanBenchmark {
    private static final int MASSES = 45;
    private static final double STEP = 0.1;

    private Analysis analysis;
    private CouplingFitter fitter;

    /** Compiles the likelihood, and checks that both versions find the same curve. */
    @Setup
    public void prepare() {
        analysis = BelleII.analysis();
        fitter = new CouplingFitter(analysis);
        double[] fast = scan();
        double[] plain = denseScan();
        for (int i = 0; i < MASSES; i++) {
            BelleII.requireClose("t at " + mass(i) + " GeV", fast[i], plain[i], 1e-5);
        }
    }

    /** As the study {@code mass-scan} does it. */
    @Benchmark
    public double[] scan() {
        double[] t = new double[MASSES];
        for (int i = 0; i < MASSES; i++) {
            t[i] = fitter.fit(BelleII.vector(analysis, mass(i))).t();
        }
        return t;
    }

    /** The same signals with dense fits. */
    @Benchmark
    public double[] denseScan() {
        double[] t = new double[MASSES];
        for (int i = 0; i < MASSES; i++) {
            Hypothesis hypothesis = BelleII.vector(analysis, mass(i));
            t[i] = DenseReference.fit(analysis.data(), hypothesis.signalModel(), FitOptions.DEFAULT.tolerance())
                            .deviance()
                    - analysis.standardModelFit().deviance();
        }
        return t;
    }

    private static double mass(int i) {
        return STEP * (i + 1);
    }
}
