package emiss.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.report.text.TextTable.Align;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columnsBeginBelowEachOther() {
        TextTable table = new TextTable().header("name", "what").row("a", "b").row("longer", "");

        assertThat(table.lines("  ")).containsExactly("  name    what", "  a       b", "  longer");
    }

    @Test
    void decimalPointsStandBelowEachOther() {
        TextTable table = new TextTable(Align.DECIMAL, Align.DECIMAL)
                .header("mass [GeV]", "t")
                .row("2.11 +0.09 −0.11", "−13.18")
                .row("(1.6 ± 0.2) × 10⁻⁸", "0.12")
                .row("-", "−7.38")
                .row("13", "-");

        assertThat(table.lines(""))
                .containsExactly(
                        "mass [GeV]          t",
                        " 2.11 +0.09 −0.11   −13.18",
                        "(1.6 ± 0.2) × 10⁻⁸    0.12",
                        " -                   −7.38",
                        "13                    -");
    }

    @Test
    void emptyTableHasNoLines() {
        assertThat(new TextTable().lines("  ")).isEmpty();
    }

    @Test
    void columnsAreAsWideAsTheSpelling() {
        TextTable table = new TextTable().row("±", "b");

        assertThat(table.lines("", text -> text.replace("±", "+-"))).containsExactly("+-  b");
    }

    @Test
    void combiningMarksTakeNoRoom() {
        assertThat(TextTable.width("±−10⁻⁸")).isEqualTo(6);
        assertThat(TextTable.width("fT\u0303T")).isEqualTo(3);
        assertThat(TextTable.width("\uD835\uDC5A")).isEqualTo(1);
    }
}
