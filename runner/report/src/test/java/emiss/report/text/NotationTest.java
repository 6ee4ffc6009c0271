package emiss.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotationTest {
    @ParameterizedTest
    @CsvSource({
        "gVV, <i>g</i><sub>VV</sub>",
        "fTtT, <i>f</i><sub>T\u0303T</sub>",
        "hTt, <i>h</i><sub>T\u0303</sub>",
        "CVL, <i>C</i><sub>VL</sub>",
        "Cdpsi_VLL, '<i>C</i><sub>d\u03c8</sub><sup>V,LL</sup>'",
        "Cdphiphi_SL, '<i>C</i><sub>d\u03c6\u03c6</sub><sup>S,L</sup>'",
        "CdPsi_TSLR, '<i>C</i><sub>d\u03a8</sub><sup>T,SLR</sup>'",
        "CVR_etau, <i>C</i><sub>VR</sub><sup>e\u03c4</sup>",
        "CVL_mumu, <i>C</i><sub>VL</sub><sup>\u03bc\u03bc</sup>",
        "strength, strength",
    })
    void writesCouplingsAsSymbols(String name, String html) {
        assertThat(Notation.coupling(name).html()).isEqualTo(html);
    }

    @ParameterizedTest
    @CsvSource({
        "B+->K+, <i>B</i><sup>+</sup> \u2192 <i>K</i><sup>+</sup>",
        "B0->K*0, <i>B</i><sup>0</sup> \u2192 <i>K</i><sup>*0</sup>",
        "Bs->inv, <i>B</i><sub>s</sub> \u2192 inv",
        "Bs->phi, <i>B</i><sub>s</sub> \u2192 <i>\u03c6</i>",
        "Lambda_b->Lambda, <i>\u039b</i><sub>b</sub> \u2192 <i>\u039b</i>",
        "Bs->K*bar0, <i>B</i><sub>s</sub> \u2192 K*bar0",
        "other, other",
    })
    void writesTransitionsAsSymbols(String id, String html) {
        assertThat(Notation.transition(id).html()).isEqualTo(html);
    }

    @Test
    void writesPolynomialsAndBranchingFractions() {
        assertThat(Notation.polynomial("fVV^2+2*fVA^2").unicode()).isEqualTo("fVV\u00b2 + 2\u2009fVA\u00b2");
        assertThat(Notation.branchingFraction("B+->K+").unicode()).isEqualTo("\u212c(B\u207a \u2192 K\u207a X)");
    }

    @Test
    void escapesForPages() {
        assertThat(MathText.plain("a < b & c").html()).isEqualTo("a &lt; b &amp; c");
    }

    @Test
    void refusesUnfinishedNotation() {
        assertThatThrownBy(() -> MathText.parse("g_{VV")).hasMessageContaining("ends within a script");
        assertThatThrownBy(() -> MathText.parse("a^{b_{c}}")).hasMessageContaining("a script within a script");
    }
}
