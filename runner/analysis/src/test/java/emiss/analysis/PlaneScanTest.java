package emiss.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Experiment;
import emiss.api.scenario.Basis;
import emiss.data.JsonDatasetReader;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import emiss.physics.Candidate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Planes of the Belle II data against a cold fit at every point, and which points are fitted. */
class PlaneScanTest {
    /** Two converged fits of one point differ by no more. */
    private static final double CONVERGENCE = 1.3e-8;

    private static final DoubleVector X = DoubleVector.of(-4, -3, -2, -1, 0, 1, 2, 3, 4);
    private static final DoubleVector Y = DoubleVector.of(-3, -1.5, 0, 1.5, 3);

    private static final Analysis BELLE_II = new Analysis(
            ServiceLoader.load(Experiment.class).stream()
                    .map(provider -> provider.get())
                    .filter(experiment -> List.of("belle2-hta", "belle2-ita").contains(experiment.id()))
                    .sorted(Comparator.comparing(Experiment::id))
                    .<Dataset>map(experiment -> experiment.dataset(new JsonDatasetReader()))
                    .toList(),
            Fixtures.theory());

    private static Hypothesis pairs(String... couplings) {
        return BELLE_II.hypothesis(
                new Candidate(Fixtures.scenario("dirac-pair"), 0.6, 10_000, 0),
                Stream.of(couplings).map(Basis.Variable::coupling).toList(),
                false);
    }

    private static PlaneScan.Grid grid(DoubleVector x, DoubleVector y, Map<String, Double> fixed) {
        return new PlaneScan.Grid("fVV", "fVA", x, y, fixed);
    }

    /** How many points are fitted; the plane is compared with fits that know nothing of each other. */
    private static int check(Hypothesis hypothesis, PlaneScan.Grid grid) {
        PlaneScan scan = new PlaneScan(hypothesis, grid);
        Map<Integer, double[]> rows = new TreeMap<>();
        scan.rows().forEach(iy -> rows.put(iy, scan.row(iy)));
        double[][] t = scan.whole(rows);
        assertThat(t).hasNumberOfRows(grid.y().size());
        for (int iy = 0; iy < grid.y().size(); iy++) {
            for (int ix = 0; ix < grid.x().size(); ix++) {
                Map<String, Double> values = new HashMap<>(grid.fixed());
                values.put(grid.xName(), grid.x().at(ix));
                values.put(grid.yName(), grid.y().at(iy));
                FitResult fit = new Fitter(BELLE_II.model()).fit(BELLE_II.data(), hypothesis.withFixed(values));
                assertThat(t[iy][ix]).as("t at %s", values).isCloseTo(BELLE_II.t(fit), within(CONVERGENCE));
            }
        }
        return rows.values().stream().mapToInt(row -> row.length).sum();
    }

    /**
     * In a fine grid a chain goes on for many points with the second derivatives of one of them, which must not hide that a fit is not
     * at its minimum yet.
     */
    @Test
    void aFineGridIsAsPreciseAsACoarseOne() {
        DoubleVector x = DoubleVector.generate(121, i -> 4 * (2 * i - 120) / 120.0);
        DoubleVector y = DoubleVector.generate(7, i -> 4 * (2 * (26 + i) - 120) / 120.0);

        assertThat(check(pairs("fVV", "fVA"), grid(x, y, Map.of()))).isEqualTo(7 * 61);
    }

    @Test
    void couplingsThatDoNotInterfereAreFittedInOneQuadrant() {
        assertThat(check(pairs("fVV", "fVA"), grid(X, Y, Map.of()))).isEqualTo(5 * 3);
    }

    @Test
    void everyPointOfAnAsymmetricPlaneIsFitted() {
        DoubleVector x = DoubleVector.of(
                IntStream.range(0, 7).mapToDouble(i -> 0.7 * i - 1.1).toArray());
        assertThat(check(pairs("fVV", "fVA"), grid(x, DoubleVector.of(0.3, 1), Map.of())))
                .isEqualTo(7 * 2);
    }

    @Test
    void couplingsThatAreFixedOrProfiled() {
        assertThat(check(pairs("fVV", "fVA", "fSS"), grid(X, Y, Map.of("fSS", 0.5))))
                .isEqualTo(5 * 3);
        assertThat(check(pairs("fVV", "fVA", "fSS"), grid(X, DoubleVector.of(-1, 0, 1), Map.of())))
                .isEqualTo(5 * 2);
    }

    /** A profiled coupling that interferes has two minima at many points, and the chain follows one of them. */
    @Test
    void theLowerOfTwoMinimaOfWhatIsProfiled() {
        DoubleVector x = DoubleVector.of(-3, -1, 1, 3);
        DoubleVector y = DoubleVector.of(-1, 0.5);
        Hypothesis hypothesis = pairs("fVV", "fVA", "fTT");
        PlaneScan scan = new PlaneScan(hypothesis, grid(x, y, Map.of()));
        double[][] t = scan.whole(Map.of(0, scan.row(0), 1, scan.row(1)));
        for (int iy = 0; iy < y.size(); iy++) {
            for (int ix = 0; ix < x.size(); ix++) {
                SignalModel signal = hypothesis.withFixed(Map.of("fVV", x.at(ix), "fVA", y.at(iy)));
                double lowest = Double.POSITIVE_INFINITY;
                for (double start = -8; start <= 8; start += 0.5) {
                    FitResult fit = new Fitter(BELLE_II.model())
                            .fit(BELLE_II.data(), signal, List.of(new double[] {start}), BELLE_II.standardModelFit());
                    lowest = fit.converged() ? Math.min(lowest, BELLE_II.t(fit)) : lowest;
                }
                assertThat(t[iy][ix]).as("t at %s, %s", x.at(ix), y.at(iy)).isCloseTo(lowest, within(1e-6));
            }
        }
    }

    /** B -> K does not see axial quark currents: the first row says it all. */
    @Test
    void oneRowWhereACouplingHasNoEffect() {
        Hypothesis hypothesis = pairs("fVV", "fAV");
        PlaneScan scan = new PlaneScan(hypothesis, new PlaneScan.Grid("fVV", "fAV", X, Y, Map.of()));
        assertThat(scan.rows()).containsExactly(0);
        double[] row = scan.row(0);
        assertThat(row).hasSize(5);
        for (double[] t : scan.whole(Map.of(0, row))) {
            assertThat(t).containsExactly(row[0], row[1], row[2], row[3], row[4], row[3], row[2], row[1], row[0]);
        }
    }

    /** Only the sum of the left- and right-handed quark couplings counts. */
    @Test
    void equalSignalsOfCouplingsThatInterfere() {
        Candidate candidate = new Candidate(Fixtures.scenario("dirac-pair"), 0.6, 10_000, 0);
        Basis chiral = candidate.scenario().bases().get(0);
        Hypothesis hypothesis = BELLE_II.hypothesis(
                candidate,
                chiral.variables().stream()
                        .filter(variable -> List.of("Cdpsi_VLL", "Cdpsi_VRL").contains(variable.name()))
                        .toList(),
                false);
        PlaneScan scan = new PlaneScan(
                hypothesis,
                new PlaneScan.Grid("Cdpsi_VLL", "Cdpsi_VRL", X, DoubleVector.of(-4, -2, 0, 2, 4), Map.of()));
        assertThat(scan.rows().stream().mapToInt(iy -> scan.row(iy).length).sum())
                .isEqualTo(9);
    }

    @Test
    void aRowThatFailedLeavesItsPointsWithoutValue() {
        PlaneScan scan = new PlaneScan(pairs("fVV", "fVA"), grid(X, Y, Map.of()));
        double[][] t = scan.whole(Map.of(1, scan.row(1)));
        assertThat(t[0]).containsOnly(Double.NaN);
        assertThat(t[2]).containsOnly(Double.NaN);
        assertThat(t[1]).doesNotContain(Double.NaN).isEqualTo(t[3]);
    }
}
