package emiss.benchmarks;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFit;
import emiss.analysis.CouplingFitter;
import emiss.analysis.Hypothesis;
import emiss.api.scenario.Basis;
import emiss.inference.DenseReference;
import emiss.inference.FitOptions;
import emiss.physics.Candidate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The best of several couplings of a Dirac pair of 0.6 GeV that do not interfere, from all starts; beside it one dense fit. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CouplingsBenchmark {
    private static final List<String> COUPLINGS = List.of("fVV", "fSS", "fSP", "fVA", "fTtT");

    /** Up to so many couplings there are. */
    static final int MOST = COUPLINGS.size();

    /** How many couplings are fitted. */
    @Param({"1", "2", "3", "4", "5"})
    public int couplings;

    private Analysis analysis;
    private CouplingFitter fitter;
    private Hypothesis hypothesis;

    /** Compiles the likelihood, and checks that both versions find the same minimum. */
    @Setup
    public void prepare() {
        analysis = BelleII.analysis();
        fitter = new CouplingFitter(analysis);
        hypothesis = analysis.hypothesis(
                new Candidate(BelleII.scenario("dirac-pair"), 0.6, BelleII.LAMBDA, 0),
                COUPLINGS.subList(0, couplings).stream()
                        .map(Basis.Variable::coupling)
                        .toList(),
                false);
        BelleII.requireClose("deviance", fit().result().deviance(), dense().deviance(), 1e-6);
    }

    /** As studies do it. */
    @Benchmark
    public CouplingFit fit() {
        return fitter.fit(hypothesis);
    }

    /** Densely, from one start. */
    @Benchmark
    public DenseReference.Result dense() {
        return DenseReference.fit(analysis.data(), hypothesis.signalModel(), FitOptions.DEFAULT.tolerance());
    }
}
