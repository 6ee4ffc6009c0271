package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.results.CouplingPlaneResult;
import emiss.results.RateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planes of a toy measurement, B(B+ -> K+ X) = (30 +- 5)e-6, whose contours and limits are known in closed form. */
class CouplingPlaneTest {
    private static final double VALUE = 30e-6;
    private static final double ERROR = 5e-6;

    /** The value above the Standard Model, which the branching fraction contains. */
    private static final double EXCESS = VALUE - 4.90690673094007e-06;

    @TempDir
    private Path directory;

    private String toy(String id, String transition, double value) {
        String name = id + ".json";
        try {
            Files.writeString(directory.resolve(name), """
                    {"format": "emiss-dataset/1", "kind": "branching-fractions", "id": "%s", "title": "toy",
                     "quality": "unpublished",
                     "provenance": {"citation": "made up for a test", "identifiers": [], "note": ""},
                     "measurements": [{"transition": "%s", "value": %s, "errorLow": %s, "errorHigh": %s}]}
                    """.formatted(id, transition, value, ERROR, ERROR));
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
        return "{file: " + name + "}";
    }

    private CouplingPlaneResult plane(String experiments, String settings) {
        Path config = Program.write(
                directory,
                "studies:\n  - {id: p, type: coupling-plane, experiments: [" + experiments + "], " + settings + "}\n");
        return (CouplingPlaneResult) Program.run(config, 2).studies().get(0).result();
    }

    /** B(B+ -> K+ X) at a unit coupling. */
    private double unitRate(String scenario, String coupling, double mass) {
        Path config = Program.write(
                directory,
                "studies:\n  - {id: r, type: rate, scenario: " + scenario + ", transition: \"B+->K+\", mass: " + mass
                        + ", couplings: {" + coupling + ": 1}}\n");
        return ((RateResult) Program.run(config, 1).studies().get(0).result()).branchingFraction();
    }

    @Test
    void ringOfTwoCouplingsThatDoNotInterfere() {
        double vv = unitRate("dirac-pair", "fVV", 0.6);
        double va = unitRate("dirac-pair", "fVA", 0.6);
        CouplingPlaneResult plane = plane(
                toy("toy", "B+->K+", VALUE),
                "scenario: dirac-pair, mass: 0.6, x: {coupling: fVV, from: -3, to: 3, points: 121},"
                        + " y: {coupling: fVA, from: -3, to: 3, points: 121},"
                        + " limits: [{coupling: fVV, others: profile}, {coupling: fVA, others: zero},"
                        + " {radial: [fVV, fVA]}]");

        List<List<CouplingPlaneResult.Point>> ring = plane.contours().combined().get("1");
        assertThat(ring).hasSize(2);
        for (List<CouplingPlaneResult.Point> line : ring) {
            for (CouplingPlaneResult.Point point : line) {
                double excess = vv * point.x() * point.x() + va * point.y() * point.y();
                assertThat(Math.abs(excess - EXCESS) / ERROR).isCloseTo(Math.sqrt(2.30), within(0.03));
            }
        }
        assertThat(plane.best())
                .isNotEmpty()
                .allSatisfy(best -> assertThat(best.t()).isCloseTo(-Math.pow(EXCESS / ERROR, 2), within(1e-6)));
        // 90 %: the excess may rise by 1.6449 errors above its best value
        double highest = EXCESS + 1.644854 * ERROR;
        assertThat(plane.limits().get(0).value()).isCloseTo(Math.sqrt(highest / vv), Percentage.withPercentage(0.01));
        assertThat(plane.limits().get(1).value()).isCloseTo(Math.sqrt(highest / va), Percentage.withPercentage(0.01));
        assertThat(plane.limits().get(2).value())
                .isCloseTo(Math.sqrt(highest / Math.min(vv, va)), Percentage.withPercentage(0.01));
    }

    @Test
    void lobesOfBothSignsAndADirectionThatTheDataDoNotSee() {
        double s = unitRate("scalar", "gS", 2.1);
        CouplingPlaneResult plane = plane(
                toy("toy", "B+->K+", VALUE),
                "scenario: scalar, mass: 2.1, x: {coupling: gS, from: -6.0e-8, to: 6.0e-8, points: 121},"
                        + " y: {coupling: gP, from: -1.0e-7, to: 1.0e-7, points: 41}, limits: [{coupling: gP}]");

        List<List<CouplingPlaneResult.Point>> stripes =
                plane.contours().combined().get("1");
        assertThat(stripes).hasSize(2);
        double low = Math.sqrt((EXCESS - Math.sqrt(2.30) * ERROR) / s);
        double high = Math.sqrt((EXCESS + Math.sqrt(2.30) * ERROR) / s);
        for (List<CouplingPlaneResult.Point> stripe : stripes) {
            assertThat(stripe.stream()
                            .mapToDouble(point -> Math.abs(point.x()))
                            .min()
                            .orElseThrow())
                    .isCloseTo(low, Percentage.withPercentage(0.3));
            assertThat(stripe.stream()
                            .mapToDouble(point -> Math.abs(point.x()))
                            .max()
                            .orElseThrow())
                    .isCloseTo(high, Percentage.withPercentage(0.3));
            assertThat(stripe.stream().mapToDouble(point -> point.y()).max().orElseThrow())
                    .isEqualTo(1e-7);
        }
        assertThat(plane.best()).hasSize(2);
        assertThat(plane.limits().get(0).value()).isNull();
        assertThat(plane.directions())
                .containsExactly(
                        new CouplingPlaneResult.Direction("chiral", "Cdphi_SL", 0.5, -0.5),
                        new CouplingPlaneResult.Direction("chiral", "Cdphi_SR", 0.5, 0.5));
    }

    @Test
    void experimentsJoin() {
        String axes = "scenario: scalar, mass: 2.1, x: {coupling: gS, from: -6.0e-8, to: 6.0e-8, points: 61},"
                + " y: {coupling: gP, from: -1.0e-7, to: 1.0e-7, points: 61}";
        String kaon = toy("kaon", "B+->K+", VALUE);
        String kStar = toy("kstar", "B0->K*0", 5e-6);
        CouplingPlaneResult both = plane(kaon + ", " + kStar, axes);
        CouplingPlaneResult swapped = plane(kStar + ", " + kaon, axes);
        CouplingPlaneResult first = plane(kaon, axes);
        CouplingPlaneResult second = plane(kStar, axes);

        for (int iy = 0; iy < 61; iy++) {
            for (int ix = 0; ix < 61; ix++) {
                double t = both.t().get(iy).get(ix);
                // each is rounded to five decimals
                assertThat(t)
                        .isCloseTo(
                                first.t().get(iy).get(ix) + second.t().get(iy).get(ix), within(1.6e-5));
                assertThat(swapped.t().get(iy).get(ix)).isCloseTo(t, within(1.1e-5));
                // a common change of sign changes no rate
                assertThat(both.t().get(60 - iy).get(60 - ix)).isCloseTo(t, within(1e-9));
            }
        }
        assertThat(both.contours().groups()).containsOnlyKeys("kaon", "kstar");
        assertThat(both.contours().combined().get("1")).hasSize(2);
    }

    @Test
    void chiralVariablesAreTheSamePlaneTurned() {
        double k = 246.22 / (Math.sqrt(2) * 10_000);
        String data = toy("kaon", "B+->K+", VALUE) + ", " + toy("kstar", "B0->K*0", 20e-6);
        CouplingPlaneResult parity = plane(
                data,
                "scenario: scalar, mass: 2.1, x: {coupling: gS, from: -4.0e-8, to: 4.0e-8, points: 41},"
                        + " y: {coupling: gP, from: -4.0e-8, to: 4.0e-8, points: 41}");
        double range = 4e-8 / k;
        CouplingPlaneResult chiral = plane(
                data,
                "scenario: scalar, basis: chiral, mass: 2.1, x: {coupling: Cdphi_SL, from: " + -range + ", to: " + range
                        + ", points: 41}, y: {coupling: Cdphi_SR, from: " + -range + ", to: " + range
                        + ", points: 41}");

        // gS = k/2 (L + R), gP = k/2 (R - L): the point (L, R) = (i, j) steps is (gS, gP) = ((i+j)/2, (j-i)/2)
        for (int i = -20; i <= 20; i += 4) {
            for (int j = -20; j <= 20; j += 4) {
                double turned = parity.t().get(20 + (j - i) / 2).get(20 + (i + j) / 2);
                assertThat(chiral.t().get(20 + j).get(20 + i)).isCloseTo(turned, within(1e-4));
            }
        }
    }

    @Test
    void profiledCouplingsWidenTheContour() {
        String data = toy("kaon", "B+->K+", VALUE) + ", " + toy("kstar", "B0->K*0", 20e-6);
        String axes = "scenario: dirac-pair, mass: 0.6, x: {coupling: fVV, from: -3, to: 3, points: 31},"
                + " y: {coupling: fAV, from: -3, to: 3, points: 31}";
        CouplingPlaneResult zero = plane(data, axes);
        CouplingPlaneResult profiled = plane(data, axes + ", profiled: [fVA]");

        for (int iy = 0; iy < 31; iy++) {
            for (int ix = 0; ix < 31; ix++) {
                assertThat(profiled.t().get(iy).get(ix))
                        .isLessThanOrEqualTo(zero.t().get(iy).get(ix) + 1e-5);
            }
        }
        // without fVV all of the excess in B -> K can be fVA
        assertThat(profiled.t().get(15).get(15)).isLessThan(zero.t().get(15).get(15) - 1);
    }
}
