package emiss.report.view;

import static emiss.report.view.Samples.figure;
import static emiss.report.view.Samples.layer;
import static emiss.report.view.Samples.layers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.results.CouplingPlaneResult;
import emiss.results.StudyResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaneFigureTest {
    /** Rises of -2 ln L that contain 1, 2 and 3 standard deviations of two parameters (PDG Review, Table 40.2). */
    private static final Map<String, Double> LEVELS = Map.of("1", 2.30, "2", 6.18, "3", 11.83);

    private static final Panel PANEL = figure("plane").panels().get(0);
    private static final CouplingPlaneResult RESULT = Samples.result("plane", CouplingPlaneResult.class);

    @Test
    void fillsExactlyTheNodesBelowTheLevel() {
        DoubleVector x = RESULT.x().values();
        DoubleVector y = RESULT.y().values();
        double lowest = RESULT.best().get(0).t();
        LEVELS.forEach((sigma, level) -> {
            Layer.Region region = layer(PANEL, Layer.Region.class, "all, " + sigma + " σ");
            int inside = 0;
            for (int iy = 0; iy < y.size(); iy++) {
                for (int ix = 0; ix < x.size(); ix++) {
                    double t = RESULT.t().get(iy).get(ix);
                    boolean isBelow = t < lowest + level;
                    // a hair inside the frame, because the outlines of cut regions run along it
                    Point node = new Point(x.at(ix) * (1 - 1e-9), y.at(iy) * (1 - 1e-9));
                    assertThat(isInside(node, region.rings()))
                            .as("%s sigma at %s, t = %s", sigma, node, t)
                            .isEqualTo(isBelow);
                    inside += isBelow ? 1 : 0;
                }
            }
            assertThat(inside).isPositive();
        });
    }

    private static boolean isInside(Point point, List<List<Point>> rings) {
        boolean inside = false;
        for (List<Point> ring : rings) {
            for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
                Point a = ring.get(i);
                Point b = ring.get(j);
                if (a.y() > point.y() != b.y() > point.y()
                        && point.x() < a.x() + (b.x() - a.x()) * (point.y() - a.y()) / (b.y() - a.y())) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }

    @Test
    void innerRegionsAreDarkerAndInFront() {
        assertThat(layers(PANEL, Layer.Region.class))
                .extracting(region -> region.name().unicode())
                .containsExactly("all, 3 σ", "all, 2 σ", "all, 1 σ");
        assertThat(layers(PANEL, Layer.Region.class))
                .extracting(region -> region.ink().opacity())
                .isSorted();
        assertThat(layers(PANEL, Layer.Region.class))
                .allSatisfy(region -> assertThat(region.ink().colour())
                        .isEqualTo(Palette.scenario("scalar", 1).colour()));
    }

    @Test
    void outlinesAreOpenWhereThePlaneCutsThem() {
        Layer.Curve belle = layer(PANEL, Layer.Curve.class, "Belle II, 1 σ");
        // bands of fixed |gS| for any gP: four lines from the lower to the upper edge
        assertThat(belle.pieces()).hasSize(4);
        assertThat(belle.pieces()).allSatisfy(piece -> {
            double first = piece.get(0).y();
            double last = piece.get(piece.size() - 1).y();
            assertThat(Math.abs(first)).isEqualTo(6e-8, within(1e-15));
            assertThat(last).isEqualTo(-first, within(1e-15));
        });
        Layer.Curve babar = layer(PANEL, Layer.Curve.class, "BABAR, 1 σ");
        assertThat(babar.pieces()).hasSize(1);
        assertThat(babar.pieces().get(0).get(0))
                .isEqualTo(babar.pieces().get(0).get(babar.pieces().get(0).size() - 1));
        assertThat(babar.ink()).isEqualTo(Palette.experiment("babar", 3));
    }

    @Test
    void marksBestPointsAndStandardModel() {
        assertThat(layer(PANEL, Layer.Markers.class, "best points").points()).hasSize(4);
        assertThat(layer(PANEL, Layer.Markers.class, "best points").shape()).isEqualTo(Layer.Shape.STAR);
        assertThat(layer(PANEL, Layer.Markers.class, "SM").points()).containsExactly(new Point(0, 0));
    }

    @Test
    void marksNoBestPointOnAnAxisWithoutOne() {
        // results have no value of a coupling to which the data do not respond
        List<CouplingPlaneResult.Best> best = RESULT.best().stream()
                .map(point -> new CouplingPlaneResult.Best(
                        Map.of(
                                RESULT.x().coupling(),
                                point.couplings().get(RESULT.x().coupling())),
                        point.t()))
                .toList();
        CouplingPlaneResult idle = new CouplingPlaneResult(
                RESULT.scenario(),
                RESULT.mass(),
                RESULT.x(),
                RESULT.y(),
                RESULT.t(),
                best,
                RESULT.contours(),
                RESULT.directions(),
                RESULT.limits(),
                null);
        StudyResult study = Samples.RUN.study("plane").orElseThrow();
        Panel panel = Samples.VIEW
                .figure(new StudyResult(
                        study.id(),
                        study.type(),
                        study.settings(),
                        study.status(),
                        study.reasons(),
                        study.elapsedSeconds(),
                        idle))
                .orElseThrow()
                .panels()
                .get(0);
        assertThat(layers(panel, Layer.Markers.class))
                .extracting(markers -> markers.name().unicode())
                .containsExactly("SM");
    }

    @Test
    void drawsDirectionsOfTheChiralBasisAndLimits() {
        Layer.Curve directions = layers(PANEL, Layer.Curve.class).stream()
                .filter(curve -> curve.name().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(directions.pieces()).hasSize(2).allSatisfy(line -> {
            assertThat(Math.abs(line.get(1).x())).isEqualTo(3e-8, within(1e-15));
            assertThat(Math.abs(line.get(1).y())).isEqualTo(3e-8, within(1e-15));
        });
        assertThat(layers(PANEL, Layer.Label.class))
                .extracting(label -> label.text().unicode())
                .containsExactly("CdφS,L", "CdφS,R");
        double limit = RESULT.limits().get(0).value();
        assertThat(layers(PANEL, Layer.Rule.class)).extracting(Layer.Rule::at).containsExactly(limit, -limit);
        assertThat(figure("plane").caption().unicode())
                .contains("|gP| < 3.29 × 10⁻⁸ at 90 %, BABAR, others at their best values");
    }

    @Test
    void keepsTheGridForPages() {
        Layer.Grid grid = layers(PANEL, Layer.Grid.class).get(0);
        assertThat(grid.x()).hasSize(13);
        assertThat(grid.rows().get(0).get(0)).isEqualTo(RESULT.t().get(0).get(0));
        assertThat(PANEL.x().low()).isEqualTo(-3e-8);
        assertThat(PANEL.x().decade()).isEqualTo(-8);
        assertThat(PANEL.x().titleOfDecade().unicode()).isEqualTo("gS [10⁻⁸]");
    }
}
