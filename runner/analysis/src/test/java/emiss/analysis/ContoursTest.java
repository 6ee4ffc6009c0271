package emiss.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** Outlines of regions whose shape is known. */
class ContoursTest {
    private static final DoubleVector AXIS = DoubleVector.generate(81, i -> -2 + 0.05 * i);

    private static List<List<double[]>> below(DoubleBinaryOperator f, double level) {
        double[][] values = new double[AXIS.size()][AXIS.size()];
        for (int iy = 0; iy < AXIS.size(); iy++) {
            for (int ix = 0; ix < AXIS.size(); ix++) {
                values[iy][ix] = f.applyAsDouble(AXIS.at(ix), AXIS.at(iy));
            }
        }
        List<List<double[]>> lines = Contours.below(AXIS, AXIS, values, level);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.get(line.size() - 1)).isEqualTo(line.get(0)));
        return lines;
    }

    /** The area inside a closed line, by the shoelace formula. */
    private static double area(List<double[]> line) {
        double sum = 0;
        for (int i = 1; i < line.size(); i++) {
            sum += line.get(i - 1)[0] * line.get(i)[1] - line.get(i)[0] * line.get(i - 1)[1];
        }
        return 0.5 * Math.abs(sum);
    }

    @Test
    void circle() {
        List<List<double[]>> lines = below((x, y) -> x * x + y * y, 1);

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .allSatisfy(point -> assertThat(Math.hypot(point[0], point[1])).isCloseTo(1, within(1e-3)));
        assertThat(area(lines.get(0))).isCloseTo(Math.PI, within(0.01));
    }

    @Test
    void ringHasAnInnerAndAnOuterOutline() {
        List<List<double[]>> lines = below((x, y) -> Math.pow(x * x + y * y - 1, 2), 0.25);

        assertThat(lines).hasSize(2);
        assertThat(lines.stream().map(ContoursTest::area).sorted().toList())
                .satisfiesExactly(
                        inner -> assertThat(inner).isCloseTo(Math.PI * 0.5, within(0.02)),
                        outer -> assertThat(outer).isCloseTo(Math.PI * 1.5, within(0.02)));
    }

    @Test
    void lobesOfBothSignsAreFound() {
        List<List<double[]>> lines = below((x, y) -> Math.pow(x * x - 1, 2) + y * y, 0.25);

        assertThat(lines).hasSize(2);
        assertThat(area(lines.get(0))).isCloseTo(area(lines.get(1)), within(1e-12));
        assertThat(lines.get(0).get(0)[0] * lines.get(1).get(0)[0]).isNegative();
    }

    @Test
    void outlineRunsAlongTheEdgeOfThePlane() {
        List<List<double[]>> lines = below((x, y) -> x * x, 1);

        assertThat(lines).hasSize(1);
        assertThat(area(lines.get(0))).isCloseTo(8, within(1e-9));
        assertThat(area(below((x, y) -> 0, 1).get(0))).isCloseTo(16, within(1e-9));
        assertThat(below((x, y) -> 2, 1)).isEmpty();
    }

    @Test
    void pointsWithoutValueAreOutside() {
        List<List<double[]>> lines = below((x, y) -> x > 0.5 ? Double.NaN : x * x + y * y, 1);

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).allSatisfy(point -> assertThat(point[0]).isLessThanOrEqualTo(0.5 + 1e-9));
    }

    @Test
    void touchingRegionsAreToldApartByTheCentreOfTheCell() {
        DoubleVector two = DoubleVector.of(0, 1);
        double[][] saddle = {{0, 10}, {10, 0}};

        assertThat(Contours.below(two, two, saddle, 4)).hasSize(2);
        assertThat(Contours.below(two, two, saddle, 6)).hasSize(1);
    }
}
