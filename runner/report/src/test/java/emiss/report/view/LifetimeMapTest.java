package emiss.report.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits against mass and lifetime, from results that the test writes down. */
final class LifetimeMapTest {
    private static final String SETTINGS =
            "{\"scenario\": \"vector\", \"couplings\": [\"hV\"], \"experiments\": [\"belle2-ita\"], \"lifetime\": {\"ctau\": %s, \"darkFraction\": 0}}";

    /** A limit of m 10^(2 - log10 ctau), that is m 100/ctau in units of 1e-5. */
    private static String study(List<Double> masses, List<Double> ctaus, String quantity) {
        List<String> points = new ArrayList<>();
        for (double ctau : ctaus) {
            for (double mass : masses) {
                double limit = 1e-5 * mass * 100 / ctau;
                points.add("{\"mass\": " + mass + ", \"ctau\": " + ctau + ", \"observed\": " + limit
                        + ", \"observedError\": null, \"expected\": null, \"toys\": null}");
            }
        }
        return """
                {"id": "map", "type": "upper-limit", "status": "ok", "reasons": [], "elapsedSeconds": 0, "settings": %s,
                 "scenario": "vector", "quantity": "%s", "method": "profile", "level": 0.9, "points": %s, "notes": []}
                """.formatted(SETTINGS.formatted(ctaus), quantity, points);
    }

    private static Panel panel(String study) {
        Figure figure = Samples.figure(Samples.figures(study), "map");
        assertThat(figure.caption().unicode()).contains("The particles decay");
        assertThat(figure.panels()).hasSize(1);
        return figure.panels().get(0);
    }

    @Test
    void linesAreWhereTheLimitIsAPowerOfTen() {
        Panel panel = panel(study(List.of(1.0, 2.0, 4.0), List.of(1.0, 10.0, 100.0, 1000.0), "B(B+->K+)"));
        assertThat(panel.y().scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
        assertThat(panel.y().title().unicode()).contains("cm");
        List<Layer.Curve> curves = Samples.layers(panel, Layer.Curve.class);
        // limits run from 1e-6 to 4e-3
        assertThat(curves).hasSize(4);
        Layer.Curve line = curves.stream()
                .filter(curve -> curve.name().unicode().endsWith("10⁻⁴"))
                .findFirst()
                .orElseThrow();
        List<Point> points = line.pieces().get(0);
        assertThat(points).extracting(Point::x).containsExactly(1.0, 2.0, 4.0);
        for (Point point : points) {
            assertThat(1e-5 * point.x() * 100 / point.y()).isCloseTo(1e-4, within(1e-12));
        }
        Layer.Region region = Samples.layers(panel, Layer.Region.class).get(0);
        assertThat(region.rings().get(0)).contains(new Point(1, 1000), new Point(4, 1000));
        Layer.Grid grid = Samples.layers(panel, Layer.Grid.class).get(0);
        assertThat(grid.rows().get(0).get(1)).isCloseTo(Math.log10(2e-3), within(1e-12));
    }

    @Test
    void oneMassIsACurveAgainstLifetime() {
        Panel panel = panel(study(List.of(2.0), List.of(10.0, 1.0, 100.0), "|hV|"));
        assertThat(panel.x().scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
        assertThat(Samples.layers(panel, Layer.Curve.class).get(0).pieces().get(0))
                .extracting(Point::x)
                .containsExactly(1.0, 10.0, 100.0);
    }

    @Test
    void aBranchingFractionAboveOneIsNoLimit() {
        Panel panel = panel(study(List.of(1.0, 2.0), List.of(1e-6, 1.0, 10.0), "B(B+->K+)"));
        assertThat(Samples.layers(panel, Layer.Grid.class).get(0).rows().get(0)).containsOnlyNulls();
    }

    @Test
    void oneLifetimeIsDrawnAgainstMass() {
        Panel panel = panel(study(List.of(1.0, 2.0), List.of(10.0), "B(B+->K+)"));
        assertThat(panel.x().title().unicode()).contains("GeV");
        assertThat(Samples.layers(panel, Layer.Curve.class)).hasSize(1);
    }
}
