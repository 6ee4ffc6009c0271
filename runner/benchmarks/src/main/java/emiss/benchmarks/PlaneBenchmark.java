package emiss.benchmarks;

import emiss.analysis.Analysis;
import emiss.analysis.Hypothesis;
import emiss.analysis.PlaneScan;
import emiss.api.DoubleVector;
import emiss.api.scenario.Basis;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
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
import org.openjdk.jmh.annotations.TearDown;

/**
 * Planes of two couplings that do not interfere, on several threads as studies do it; beside them a fit at every point that starts at
 * the one before, on one thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PlaneBenchmark {
    /** Which planes there are: a Dirac pair in the Belle II data, and a scalar in those of Belle II, BABAR and ALEPH together. */
    public enum Plane {
        /** fVV and fVA of a Dirac pair of 0.6 GeV, Belle II. */
        DIRAC_PAIR("dirac-pair", 0.6, "fVV", 4, "fVA", 4),
        /** gS and gP of a scalar of 2.1 GeV, all experiments. */
        SCALAR("scalar", 2.1, "gS", 3e-8, "gP", 6e-8);

        private final String scenario;
        private final double mass;
        private final String x;
        private final double largestX;
        private final String y;
        private final double largestY;

        Plane(String scenario, double mass, String x, double largestX, String y, double largestY) {
            this.scenario = scenario;
            this.mass = mass;
            this.x = x;
            this.largestX = largestX;
            this.y = y;
            this.largestY = largestY;
        }
    }

    /** What is scanned. */
    @Param
    public Plane plane;

    /** Points along each axis. */
    @Param({"41", "121"})
    public int points;

    /** Number of threads. */
    @Param("1")
    public int threads;

    private Analysis analysis;
    private Hypothesis hypothesis;
    private PlaneScan.Grid grid;
    private Parallel parallel;
    private double[][] plain = new double[0][];

    /** Compiles the likelihood. */
    @Setup
    public void prepare() {
        analysis = plane == Plane.SCALAR ? BelleII.withOlderData() : BelleII.analysis();
        hypothesis = analysis.hypothesis(
                new Candidate(BelleII.scenario(plane.scenario), plane.mass, BelleII.LAMBDA, 0),
                List.of(Basis.Variable.coupling(plane.x), Basis.Variable.coupling(plane.y)),
                false);
        grid = new PlaneScan.Grid(plane.x, plane.y, axis(plane.largestX), axis(plane.largestY), Map.of());
        parallel = new Parallel(threads, Progress.SILENT);
    }

    private DoubleVector axis(double largest) {
        return DoubleVector.generate(points, i -> largest * (2 * i - points + 1) / (points - 1));
    }

    /** Checks that a fit at every point, if that was done, gave the same plane. */
    @TearDown
    public void check() {
        double[][] fast = scan();
        parallel.close();
        for (int iy = 0; iy < plain.length; iy++) {
            for (int ix = 0; ix < points; ix++) {
                String where = grid.x().at(ix) + ", " + grid.y().at(iy);
                BelleII.requireClose("t at " + where, fast[iy][ix], plain[iy][ix], 2e-8);
            }
        }
    }

    /** As the study {@code coupling-plane} does it. */
    @Benchmark
    public double[][] scan() {
        PlaneScan scan = new PlaneScan(hypothesis, grid);
        List<Integer> indices = scan.rows();
        List<double[]> found = parallel.map(indices.size(), i -> scan.row(indices.get(i))).stream()
                .map(row -> row.orElseThrow())
                .toList();
        Map<Integer, double[]> rows = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            rows.put(indices.get(i), found.get(i));
        }
        return scan.whole(rows);
    }

    /** A fit at every point. */
    @Benchmark
    public double[][] everyPoint() {
        plain = IntStream.range(0, points).mapToObj(this::row).toArray(double[][]::new);
        return plain;
    }

    private double[] row(int iy) {
        Fitter fitter = new Fitter(analysis.model());
        FitResult last = analysis.standardModelFit();
        double[] t = new double[points];
        for (int ix = 0; ix < points; ix++) {
            last = fitter.fit(
                    analysis.data(),
                    hypothesis.withFixed(
                            Map.of(plane.x, grid.x().at(ix), plane.y, grid.y().at(iy))),
                    last);
            t[ix] = analysis.t(last);
        }
        return t;
    }
}
