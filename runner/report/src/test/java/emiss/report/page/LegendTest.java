package emiss.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegendTest {
    private static final MathText NAME = MathText.parse("*g*_{S}");
    private static final Axis AXIS = Axis.linear(MathText.plain("x"), MathText.EMPTY, 0, 1);
    private static final Ink INK = Ink.solid(0x0072b2);

    @Test
    void anEntryShowsEveryKindOfLayerOfItsNameOnce() {
        Layer band =
                new Layer.Band(NAME, INK.with(0.3), List.of(new Layer.Span(0, 0.2, 0.4), new Layer.Span(1, 0.5, 0.7)));
        Layer curve = new Layer.Curve(
                NAME, INK.with(Ink.Stroke.DASHED), List.of(List.of(new Point(0, 0.3), new Point(1, 0.6))));
        Panel panel = new Panel(MathText.EMPTY, AXIS, AXIS, List.of(band, curve));
        Legend legend = Legend.of(new Figure("f", NAME, MathText.EMPTY, List.of(panel, panel)));

        assertThat(legend.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.samples()).containsExactly(band, curve));
        assertThat(legend.html())
                .containsOnlyOnce("<rect")
                .containsOnlyOnce("<path")
                .containsOnlyOnce("<button");
    }
}
