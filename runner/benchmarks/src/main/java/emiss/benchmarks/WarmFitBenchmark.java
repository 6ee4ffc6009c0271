package emiss.benchmarks;

import emiss.analysis.Analysis;
import emiss.inference.DenseReference;
import emiss.inference.FitChain;
import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Fits of a vector along masses from 2.00 to 2.20 GeV, each starting where the one before ended; time per fit. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WarmFitBenchmark {
    private static final int FITS = 41;
    private static final double LOWEST = 2.0;
    private static final double STEP = 0.005;

    private Analysis analysis;
    private Fitter fitter;
    private SignalModel[] signals;
    private FitResult start;

    /** Compiles the likelihood and the signals, and checks that both versions find the same minima. */
    @Setup
    public void prepare() {
        analysis = BelleII.analysis();
        fitter = new Fitter(analysis.model());
        signals = IntStream.range(0, FITS)
                .mapToObj(i -> BelleII.vector(analysis, LOWEST + STEP * i).signalModel())
                .toArray(SignalModel[]::new);
        start = fitter.fit(analysis.data(), signals[0]);
        double dense = dense();
        BelleII.requireClose("sum of deviances", warm(), dense, 1e-5);
        BelleII.requireClose("sum of deviances", chain(), dense, 1e-5);
    }

    /** Each alone, with its own second derivatives. */
    @Benchmark
    @OperationsPerInvocation(FITS)
    public double warm() {
        double sum = 0;
        FitResult previous = start;
        for (SignalModel signal : signals) {
            previous = fitter.fit(analysis.data(), signal, previous);
            sum += previous.deviance();
        }
        return sum;
    }

    /** The same fits in a chain, as planes do it. */
    @Benchmark
    @OperationsPerInvocation(FITS)
    public double chain() {
        double sum = 0;
        FitChain chain = new FitChain(analysis.model(), analysis.data(), start);
        for (int i = 0; i < FITS; i++) {
            sum += chain.next(i, signals[i], List.of()).deviance();
        }
        return sum;
    }

    /** The same fits, dense and each from its nominal start. */
    @Benchmark
    @OperationsPerInvocation(FITS)
    public double dense() {
        double sum = 0;
        for (SignalModel signal : signals) {
            sum += DenseReference.fit(analysis.data(), signal, FitOptions.DEFAULT.tolerance())
                    .deviance();
        }
        return sum;
    }
}
