package emiss.benchmarks;

import emiss.analysis.Analysis;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.inference.FitResult;
import emiss.inference.PseudoExperiment;
import emiss.inference.Toys;
import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;
import java.util.List;
import java.util.Optional;
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
 * Toys of the Standard Model in the Belle II data, which are drawn and fitted with a narrow vector, in batches on several threads as
 * studies do it; beside them the same toys with dense fits, one after the other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ToysBenchmark {
    private static final int BATCH = 250;
    private static final int CHECKED = 2;
    private static final double MASS = 2.1;
    private static final double STRENGTH = 0.5;
    private static final double STEP = 0.1;

    /** Number of toys. */
    @Param("20")
    public int toys;

    /** Number of masses, up to 4.5 GeV, or 2.1 GeV if it is one. */
    @Param("1")
    public int masses;

    /** Number of threads. */
    @Param("1")
    public int threads;

    private Analysis analysis;
    private TestedParameter[] strengths;
    private Toys drawn;
    private Parallel parallel;

    /** What is found in a toy. */
    @FunctionalInterface
    private interface Statistic {
        double of(StrengthFitter fitter, PseudoExperiment toy);
    }

    /** Compiles likelihood and signals, and checks toys against dense fits. */
    @Setup
    public void prepare() {
        analysis = BelleII.analysis();
        strengths = new TestedParameter[masses];
        for (int i = 0; i < masses; i++) {
            strengths[i] = BelleII.strength(analysis, masses == 1 ? MASS : STEP * (i + 1));
        }
        drawn = new Toys(analysis.model(), analysis.standardModelFit(), Toys.seed(1, "sm"));
        parallel = new Parallel(threads, Progress.SILENT);
        StrengthFitter fitter = fitter();
        for (int i = 0; i < CHECKED; i++) {
            PseudoExperiment toy = drawn.draw(i);
            BelleII.requireClose(
                    "q of a toy",
                    discovery(fitter, toy, strengths[0]),
                    DenseStatistics.discovery(toy, strengths[0]),
                    1e-4);
            BelleII.requireClose(
                    "t of a toy", interval(fitter, toy), DenseStatistics.difference(toy, strengths[0], STRENGTH), 1e-4);
        }
    }

    /** Ends the threads. */
    @TearDown
    public void end() {
        parallel.close();
    }

    private StrengthFitter fitter() {
        return new StrengthFitter(analysis.model(), StrengthFitter.FOR_TOYS);
    }

    private double sum(Statistic statistic) {
        List<Optional<Double>> batches = parallel.map((toys + BATCH - 1) / BATCH, batch -> {
            StrengthFitter fitter = fitter();
            double sum = 0;
            for (int i = batch * BATCH; i < Math.min(toys, (batch + 1) * BATCH); i++) {
                sum += statistic.of(fitter, drawn.draw(i));
            }
            return sum;
        });
        return batches.stream().mapToDouble(Optional::orElseThrow).sum();
    }

    /** A fit without signal, and one with a free signal at every mass. */
    @Benchmark
    public double significance() {
        return sum((fitter, toy) -> discovery(fitter, toy, strengths));
    }

    private double discovery(StrengthFitter fitter, PseudoExperiment toy, TestedParameter... tested) {
        FitResult zero = fitter.at(toy, tested[0], 0, analysis.standardModelFit());
        double largest = 0;
        for (TestedParameter strength : tested) {
            largest = Math.max(largest, fitter.discoveryStatistic(toy, strength, zero));
        }
        return largest;
    }

    /** The same with dense fits, one after the other. */
    @Benchmark
    public double denseSignificance() {
        double sum = 0;
        for (int i = 0; i < toys; i++) {
            PseudoExperiment toy = drawn.draw(i);
            double largest = 0;
            for (TestedParameter strength : strengths) {
                largest = Math.max(largest, DenseStatistics.discovery(toy, strength));
            }
            sum += largest;
        }
        return sum;
    }

    /** For a Feldman-Cousins interval at the first mass: a fit without signal, a free one, and one at the value that is tested. */
    @Benchmark
    public double interval() {
        return sum(this::interval);
    }

    private double interval(StrengthFitter fitter, PseudoExperiment toy) {
        return fitter.intervalStatistic(toy, strengths[0], STRENGTH, analysis.standardModelFit());
    }

    /** The same with dense fits, one after the other. */
    @Benchmark
    public double denseInterval() {
        double sum = 0;
        for (int i = 0; i < toys; i++) {
            sum += DenseStatistics.difference(drawn.draw(i), strengths[0], STRENGTH);
        }
        return sum;
    }
}
