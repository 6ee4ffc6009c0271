package emiss.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.report.text.MathText;
import emiss.report.text.Notation;
import org.junit.jupiter.api.Test;

class TextOutlineTest {
    private static double top(String text) {
        return TextOutline.of(MathText.parse(text), 10).outline().getBounds2D().getMinY();
    }

    private static double bottom(String text) {
        return TextOutline.of(MathText.parse(text), 10).outline().getBounds2D().getMaxY();
    }

    @Test
    void subscriptsAreLowerAndSuperscriptsHigher() {
        assertThat(bottom("x_{V}")).isGreaterThan(bottom("xV") + 1);
        assertThat(top("x^{V}")).isLessThan(top("xV") - 1);
    }

    @Test
    void aSubscriptAndASuperscriptShareTheirPlace() {
        double both = TextOutline.of(MathText.parse("*C*_{V}^{V}"), 10).width();
        double one = TextOutline.of(MathText.parse("*C*_{V}"), 10).width();
        assertThat(both).isEqualTo(one, within(1.0));
    }

    @Test
    void everySymbolHasAnOutline() {
        for (String symbol :
                new String[] {"\u03c8", "\u03c6", "\u03c7", "\u2212", "\u2192", "\u212c", "\u03c3", "\u00b1"}) {
            assertThat(TextOutline.of(MathText.plain(symbol), 10)
                            .outline()
                            .getBounds2D()
                            .getWidth())
                    .as(symbol)
                    .isGreaterThan(1);
        }
        double plain = TextOutline.of(Notation.coupling("fTT"), 10).width();
        double tilde = TextOutline.of(Notation.coupling("fTtT"), 10).width();
        assertThat(tilde).isEqualTo(plain, within(1e-6));
    }
}
