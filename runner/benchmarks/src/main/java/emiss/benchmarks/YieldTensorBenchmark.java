package emiss.benchmarks;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.experiment.CountingData;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.Scenario;
import emiss.physics.Candidate;
import emiss.physics.Decay;
import emiss.physics.HadronicTransition;
import emiss.physics.HermitianForm;
import emiss.physics.Q2Spectrum;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The branching fractions of B+ -> K+ and a pair of fermions in the q2 bins of the Belle II response: with hadronic
 * weights kept from earlier, and by direct integration of every bin.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class YieldTensorBenchmark {
    private static final double MASS = 0.6;

    /** Gauss-Legendre points and weights on [-1, 1], Abramowitz and Stegun Table 25.4, n = 4. */
    private static final double[] POINTS = {-0.861136311594053, -0.339981043584856, 0.339981043584856, 0.861136311594053
    };

    private static final double[] WEIGHTS = {0.347854845137454, 0.652145154862546, 0.652145154862546, 0.347854845137454
    };

    private Scenario scenario;
    private HadronicTransition transition;
    private List<Coupling> couplings;
    private DoubleVector q2Edges;
    private Q2Spectrum spectrum;

    /** Computes the hadronic weights, and checks that both versions give the same sum over bins. */
    @Setup
    public void prepare() {
        scenario = BelleII.scenario("dirac-pair");
        transition = BelleII.theory().transition("B+->K+");
        couplings = List.of(BelleII.coupling(scenario, "fVV"));
        q2Edges = ((CountingData) BelleII.datasets().get(0)).responses().get(0).q2Edges();
        spectrum = new Q2Spectrum(transition, q2Edges, Helicity.TOTAL);
        double cached = cached().stream().mapToDouble(bin -> bin.value(1.0)).sum();
        double direct = DoubleVector.of(direct()).sum();
        BelleII.requireClose("branching fraction", cached, direct, 1e-4 * cached);
    }

    /** The tensor as studies derive it, at every new mass. */
    @Benchmark
    public List<HermitianForm> cached() {
        return spectrum.branchingFractions(new Candidate(scenario, MASS, BelleII.LAMBDA), couplings);
    }

    /** The same with the hadronic weights, which are computed once per run. */
    @Benchmark
    public List<HermitianForm> withHadronicWeights() {
        return new Q2Spectrum(transition, q2Edges, Helicity.TOTAL)
                .branchingFractions(new Candidate(scenario, MASS, BelleII.LAMBDA), couplings);
    }

    /** Four points a bin, everything from the start at every point; less exact at the threshold. */
    @Benchmark
    public double[] direct() {
        Decay decay = new Decay(scenario, transition, MASS, BelleII.LAMBDA);
        Map<String, Complex> values = Map.of("fVV", Complex.real(1));
        double[] fractions = new double[q2Edges.size() - 1];
        for (int bin = 0; bin < fractions.length; bin++) {
            double low = Math.max(q2Edges.at(bin), decay.q2Min());
            double high = Math.min(q2Edges.at(bin + 1), decay.q2Max());
            double half = Math.max(0, high - low) / 2;
            for (int k = 0; half > 0 && k < POINTS.length; k++) {
                fractions[bin] +=
                        half * WEIGHTS[k] * decay.differentialBranchingFraction(values, low + half * (1 + POINTS[k]));
            }
        }
        return fractions;
    }
}
