package emiss.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import emiss.api.scenario.Complex;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions mean, and which are refused. */
class DerivedQuantityTest {
    private static final Map<String, Complex> REAL =
            Map.of("fVV", Complex.real(3), "fVA", Complex.real(-2), "Cd_LR", Complex.real(0.5));

    @ParameterizedTest
    @CsvSource({
        "fVV^2+fVA^2, 13",
        "fVV^2 + fVA^2, 13",
        "2*fVV^2 - fVA*fVV, 24",
        "-0.5*fVV*fVA + 1e1 * fVA ^ 2, 43",
        "+fVV * fVV, 9",
        ".5*Cd_LR^2, 0.125",
        "fVV, 3",
        "fVA, 2",
        "fVA - 2.*fVV, 8"
    })
    void realCouplings(String text, double expected) {
        DerivedQuantity quantity = DerivedQuantity.parse(text);

        assertThat(quantity.text()).isEqualTo(text);
        assertThat(quantity.value(REAL)).hasValue(expected);
    }

    @Test
    void productsOfComplexCouplingsDoNotDependOnTheirPhase() {
        Map<String, Complex> values = Map.of("a", new Complex(1, 2), "b", new Complex(3, -1));
        // both times i
        Map<String, Complex> turned = Map.of("a", new Complex(-2, 1), "b", new Complex(1, 3));

        DerivedQuantity quantity = DerivedQuantity.parse("a^2 + 2*a*b - b^2");

        assertThat(quantity.value(values)).hasValue(5 + 2 * (3 - 2) - 10);
        assertThat(quantity.value(turned)).hasValue(5 + 2 * (3 - 2) - 10);
    }

    @Test
    void couplingsWithoutAValueLeaveItWithoutOne() {
        assertThat(DerivedQuantity.parse("fVV^2 + fAV^2").value(REAL)).isEmpty();
        assertThat(DerivedQuantity.parse("fVV^2 + fAV^2").couplings()).containsExactly("fVV", "fAV");
    }

    @Test
    void couplingsWithoutAValueOpenTheIntervalWhereTheyCanReach() {
        DerivedQuantity quantity = DerivedQuantity.parse("fVV^2 + 2*fAV^2 - fAA^2");

        assertThat(quantity.isOpen(1, List.of("fAV"))).isTrue();
        assertThat(quantity.isOpen(-1, List.of("fAV"))).isFalse();
        assertThat(quantity.isOpen(1, List.of("fAA"))).isFalse();
        assertThat(quantity.isOpen(-1, List.of("fAA"))).isTrue();
        assertThat(DerivedQuantity.parse("fVV*fAV").isOpen(1, List.of("fAV"))).isTrue();
        assertThat(DerivedQuantity.parse("fVV*fAV").isOpen(-1, List.of("fAV"))).isTrue();
        assertThat(quantity.isOpen(1, List.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "2",
                "2*",
                "fVV^3",
                "fVV^22",
                "fVV^2*fVA",
                "2fVV",
                "fVV fVA",
                "fVV^2+",
                "fVV**2",
                "(fVV)",
                "fVV*fVA*fAA",
                "3*2*fVV",
                "--fVV",
                "fVV/2",
                "1e400*fVV",
                "0*fVV"
            })
    void everythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DerivedQuantity.parse(text))
                .withMessageStartingWith("the derived quantity \"" + text + "\"");
    }

    @Test
    void couplingsAndProductsDoNotAdd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DerivedQuantity.parse("gS + gP^2"))
                .withMessageContaining("their relative sign is not determined");
    }
}
