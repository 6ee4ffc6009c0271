package emiss.benchmarks;

import emiss.analysis.Analysis;
import emiss.analysis.TestedStrength;
import emiss.api.scenario.Basis;
import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.PseudoExperiment;
import emiss.inference.Toys;
import emiss.inference.statistics.AsymptoticLimits;
import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;
import emiss.physics.Candidate;
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

/**
 * Limits and toys of a narrow vector in the Belle II data on one thread. They are made of fits, whose plain version is in {@link
 * ColdFitBenchmark}; the set-up checks against numbers that were computed independently with numpy.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StatisticsBenchmark {
    private static final int TOYS = 100;
    private static final int MASSES = 45;
    private static final int SIGMAS = 5;

    private Analysis analysis;
    private PseudoExperiment observed;
    private TestedParameter[] strengths;
    private Toys toys;
    private StrengthFitter fitter;
    private long next;

    /** Compiles likelihood and signals. */
    @Setup
    public void prepare() {
        analysis = BelleII.analysis();
        observed = PseudoExperiment.observed(analysis.data());
        strengths = IntStream.rangeClosed(1, MASSES)
                .mapToObj(i -> strength(0.1 * i))
                .toArray(TestedParameter[]::new);
        toys = new Toys(analysis.model(), analysis.standardModelFit(), Toys.seed(1, "sm"));
        fitter = new StrengthFitter(analysis.model(), StrengthFitter.FOR_TOYS);
        TestedStrength known = tested(2.1);
        double limit = limits(known.parameter().orElseThrow()).observed(0.95)
                * known.branchingFraction("B+->K+").orElseThrow();
        BelleII.requireClose("the limit at 2.1 GeV in 1e-6", 1e6 * limit, 12.96404, 2e-3);
    }

    private TestedStrength tested(double mass) {
        return TestedStrength.coupling(
                analysis,
                new Candidate(BelleII.scenario("vector"), mass, BelleII.LAMBDA, 0),
                List.of(Basis.Variable.coupling("hV")),
                true);
    }

    private TestedParameter strength(double mass) {
        return tested(mass).parameter().orElseThrow();
    }

    private AsymptoticLimits limits(TestedParameter strength) {
        return new AsymptoticLimits(
                new StrengthFitter(analysis.model(), FitOptions.DEFAULT),
                observed,
                strength,
                analysis.standardModelFit());
    }

    /** CLs limits at 45 masses, observed and at five quantiles. */
    @Benchmark
    public double clsLimits() {
        double sum = 0;
        for (TestedParameter strength : strengths) {
            AsymptoticLimits limits = limits(strength);
            sum += limits.observed(0.95);
            for (int i = 0; i < SIGMAS; i++) {
                sum += limits.expected(0.95, i - 2);
            }
        }
        return sum;
    }

    /** Toys with two fits each: no signal, and a free one at 2.1 GeV; time per toy. */
    @Benchmark
    @OperationsPerInvocation(TOYS)
    public double toysAtOneMass() {
        return discovery(strengths[20]);
    }

    /** Toys with a free signal at 45 masses; time per toy. */
    @Benchmark
    @OperationsPerInvocation(TOYS)
    public double toysAtAllMasses() {
        return discovery(strengths);
    }

    private double discovery(TestedParameter... tested) {
        double sum = 0;
        for (int i = 0; i < TOYS; i++) {
            PseudoExperiment toy = toys.draw(next++);
            FitResult zero = fitter.at(toy, tested[0], 0, analysis.standardModelFit());
            for (TestedParameter strength : tested) {
                sum += fitter.discoveryStatistic(toy, strength, zero);
            }
        }
        return sum;
    }

    /** Toys for a Feldman-Cousins interval, with up to three fits each; time per toy. */
    @Benchmark
    @OperationsPerInvocation(TOYS)
    public double toysOfAnInterval() {
        double sum = 0;
        for (int i = 0; i < TOYS; i++) {
            sum += fitter.intervalStatistic(toys.draw(next++), strengths[20], 0.5, analysis.standardModelFit());
        }
        return sum;
    }
}
