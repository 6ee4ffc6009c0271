package emiss.data.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNameTest {
    private static final List<String> NAMES =
            List.of("masses", "mass", "couplings", "coupling", "scenario", "vector", "vector-pair", "fVA", "fAV", "hV");

    @ParameterizedTest
    @CsvSource({
        "masess, masses",
        "Mass, mass",
        "couplngs, couplings",
        "senario, scenario",
        "vectorpair, vector-pair",
        "vetcor, vector",
        "FVA, fVA",
        "fav, fAV",
        "HV, hV",
        "hW, hV"
    })
    void findsTheNameThatWasMeant(String name, String meant) {
        assertThat(NearestName.of(name, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"lambda", "x", "experiments", "''"})
    void findsNothingFarAway(String name) {
        assertThat(NearestName.of(name, NAMES)).isEmpty();
    }

    @Test
    void prefersTheSameCaseAndThenTheFirst() {
        assertThat(NearestName.of("gs", List.of("GS", "gS", "gs2"))).contains("gS");
        assertThat(NearestName.of("ab1", List.of("ab2", "ab3"))).contains("ab2");
    }

    @Test
    void hintsAtOneOrAll() {
        assertThat(NearestName.hint("masess", NAMES)).isEqualTo("; did you mean \"masses\"?");
        assertThat(NearestName.hint("zzzz", List.of("a", "b"))).isEqualTo("; valid: a, b");
        assertThat(NearestName.hint("zzzz", List.of())).isEqualTo("; nothing is valid here");
    }
}
