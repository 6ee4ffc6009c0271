package emiss.benchmarks;

import emiss.analysis.Analysis;
import emiss.analysis.Hypothesis;
import emiss.analysis.PlaneScan;
import emiss.api.DoubleVector;
import emiss.api.scenario.Basis;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.physics.Candidate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The plane of fVV and fVA of a Dirac pair of 0.6 GeV, which do not interfere, in the Belle II data, on one thread; beside it a fit
 * at every point that starts at the one before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PlaneBenchmark {
    private static final String X = "fVV";
    private static final String Y = "fVA";
    private static final double LARGEST = 4;

    /** Points along each axis. */
    @Param("121")
    public int points;

    private Analysis analysis;
    private Hypothesis hypothesis;
    private PlaneScan.Grid grid;

    /** Compiles the likelihood, and checks that both versions find the same plane. */
    @Setup
    public void prepare() {
        analysis = BelleII.analysis();
        hypothesis = analysis.hypothesis(
                new Candidate(BelleII.scenario("dirac-pair"), 0.6, BelleII.LAMBDA, 0),
                List.of(Basis.Variable.coupling(X), Basis.Variable.coupling(Y)),
                false);
        double[] axis = new double[points];
        for (int i = 0; i < points; i++) {
            axis[i] = LARGEST * (2 * i - points + 1) / (points - 1);
        }
        grid = new PlaneScan.Grid(X, Y, DoubleVector.of(axis), DoubleVector.of(axis), Map.of());
        double[][] fast = plane();
        double[][] plain = everyPoint();
        for (int iy = 0; iy < points; iy++) {
            for (int ix = 0; ix < points; ix++) {
                BelleII.requireClose("t at " + axis[ix] + ", " + axis[iy], fast[iy][ix], plain[iy][ix], 2e-8);
            }
        }
    }

    /** As the study {@code coupling-plane} does it. */
    @Benchmark
    public double[][] plane() {
        PlaneScan scan = new PlaneScan(hypothesis, grid);
        Map<Integer, double[]> rows = new HashMap<>();
        scan.rows().forEach(iy -> rows.put(iy, scan.row(iy)));
        return scan.whole(rows);
    }

    /** A fit at every point. */
    @Benchmark
    public double[][] everyPoint() {
        return IntStream.range(0, points).mapToObj(this::row).toArray(double[][]::new);
    }

    private double[] row(int iy) {
        Fitter fitter = new Fitter(analysis.model());
        FitResult last = analysis.standardModelFit();
        double[] t = new double[points];
        for (int ix = 0; ix < points; ix++) {
            last = fitter.fit(
                    analysis.data(),
                    hypothesis.withFixed(Map.of(X, grid.x().at(ix), Y, grid.y().at(iy))),
                    last);
            t[ix] = analysis.t(last);
        }
        return t;
    }
}
