package emiss.benchmarks;

import emiss.analysis.Analysis;
import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.ModelData;
import emiss.inference.PseudoExperiment;
import emiss.inference.statistics.AsymptoticLimits;
import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;
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
 * CLs limits on a narrow vector in the Belle II data, at masses in equal steps up to 4.5 GeV, on one thread; beside the observed ones
 * a bisection with dense fits.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LimitsBenchmark {
    private static final double LEVEL = 0.95;
    private static final double LARGEST_MASS = 4.5;
    private static final int SIGMAS = 5;

    /** Number of masses. */
    @Param({"1", "45"})
    public int masses;

    private Analysis analysis;
    private PseudoExperiment observed;
    private ModelData asimov;
    private TestedParameter[] strengths;
    private double[] beyond;
    private double[] plain = new double[0];

    /** Compiles likelihood and signals, and checks a limit against one that was computed independently with numpy. */
    @Setup
    public void prepare() {
        analysis = BelleII.analysis();
        observed = PseudoExperiment.observed(analysis.data());
        double known =
                limits(BelleII.strength(analysis, 2.1)).observed(LEVEL) * BelleII.branchingFraction(analysis, 2.1);
        BelleII.requireClose("the limit at 2.1 GeV in 1e-6", 1e6 * known, 12.96404, 2e-3);
        strengths = new TestedParameter[masses];
        for (int i = 0; i < masses; i++) {
            strengths[i] = BelleII.strength(analysis, LARGEST_MASS * (i + 1) / masses);
        }
        FitResult zero = limits(strengths[0]).zero();
        asimov = PseudoExperiment.asimov(zero).data();
        beyond = new double[masses];
        double[] limits = observedLimits();
        for (int i = 0; i < masses; i++) {
            beyond[i] = 2 * limits[i];
        }
    }

    /** Checks that dense fits, if there were any, gave the same limits. */
    @TearDown
    public void check() {
        double[] limits = observedLimits();
        for (int i = 0; i < plain.length; i++) {
            BelleII.requireClose("limit over that by dense fits", limits[i] / plain[i], 1, 1e-5);
        }
    }

    private AsymptoticLimits limits(TestedParameter strength) {
        return new AsymptoticLimits(
                new StrengthFitter(analysis.model(), FitOptions.DEFAULT),
                observed,
                strength,
                analysis.standardModelFit());
    }

    /** Observed limits. */
    @Benchmark
    public double[] observedLimits() {
        double[] found = new double[masses];
        for (int i = 0; i < masses; i++) {
            found[i] = limits(strengths[i]).observed(LEVEL);
        }
        return found;
    }

    /** Observed limits, and five quantiles of expected ones. */
    @Benchmark
    public double withExpected() {
        double sum = 0;
        for (TestedParameter strength : strengths) {
            AsymptoticLimits limits = limits(strength);
            sum += limits.observed(LEVEL);
            for (int i = 0; i < SIGMAS; i++) {
                sum += limits.expected(LEVEL, i - 2);
            }
        }
        return sum;
    }

    /** Observed limits by dense fits. */
    @Benchmark
    public double[] denseLimits() {
        double[] found = new double[masses];
        for (int i = 0; i < masses; i++) {
            found[i] = DenseStatistics.limit(analysis.data(), asimov, strengths[i], LEVEL, beyond[i]);
        }
        plain = found;
        return found;
    }
}
