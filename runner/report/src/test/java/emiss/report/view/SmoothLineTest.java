package emiss.report.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.report.figure.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmoothLineTest {
    @Test
    void goesThroughThePointsAndNotBeyondThem() {
        List<Point> points = List.of(
                new Point(0, -7),
                new Point(0.5, -10),
                new Point(0.65, -11.4),
                new Point(1.2, -1),
                new Point(2, 0),
                new Point(3, 0));
        List<Point> line = SmoothLine.through(points);
        assertThat(line).containsAll(points).hasSize(16);
        assertThat(line).extracting(Point::x).isSorted();
        assertThat(line).allSatisfy(point -> assertThat(point.y()).isBetween(-11.4, 0.0));
        assertThat(line.subList(12, 16))
                .allSatisfy(point -> assertThat(point.y()).isZero());
    }

    @Test
    void aParabolaIsFollowedCloserThanByStraightLines() {
        List<Point> points = List.of(new Point(1, 1), new Point(2, 4), new Point(3, 9), new Point(4, 16));
        assertThat(SmoothLine.through(points))
                .allSatisfy(point -> assertThat(point.y()).isCloseTo(point.x() * point.x(), within(0.15)));
    }

    @Test
    void twoPointsStayAsTheyAre() {
        List<Point> points = List.of(new Point(0, 1), new Point(1, 0));
        assertThat(SmoothLine.through(points)).isEqualTo(points);
    }
}
