package emiss.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.report.figure.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final Frame FRAME = new Frame(-1, 1, -2, 2);

    @Test
    void aClosedOutlineInsideStaysClosed() {
        List<Point> ring = List.of(new Point(0, 0), new Point(0.5, 0), new Point(0.5, 1), new Point(0, 0));
        assertThat(FRAME.inside(ring)).containsExactly(ring);
    }

    @Test
    void aBandFromEdgeToEdgeBecomesTwoLines() {
        List<Point> ring = List.of(
                new Point(0.2, -2), new Point(0.4, -2), new Point(0.4, 2), new Point(0.2, 2), new Point(0.2, -2));
        assertThat(FRAME.inside(ring))
                .containsExactlyInAnyOrder(
                        List.of(new Point(0.4, -2), new Point(0.4, 2)), List.of(new Point(0.2, 2), new Point(0.2, -2)));
    }

    @Test
    void thePlaneItselfHasNoOutline() {
        List<Point> ring =
                List.of(new Point(-1, -2), new Point(1, -2), new Point(1, 2), new Point(-1, 2), new Point(-1, -2));
        assertThat(FRAME.inside(ring)).isEmpty();
    }

    @Test
    void aCornerThatIsCutOffIsOneLine() {
        List<Point> ring = List.of(new Point(1, 1), new Point(1, 2), new Point(0, 2), new Point(1, 1));
        assertThat(FRAME.inside(ring)).containsExactly(List.of(new Point(0, 2), new Point(1, 1)));
    }
}
