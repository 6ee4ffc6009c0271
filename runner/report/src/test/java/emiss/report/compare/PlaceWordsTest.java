package emiss.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "mu; mu",
                "best/mass; best mass",
                "best/couplings/hV; best coupling, hV",
                "best/couplingIntervals68/hV/0; best coupling interval 68 %, hV, lower end",
                "points/*/t; t of points",
                "points/*/branchingFractions/B+->K+; branching fraction, B+->K+ of points",
                "minus2LnL; -2 ln L",
                "pulls/belle2/corr_ff_c1; pull, belle2, corr_ff_c1",
                "significanceMassFloated; significance mass floated"
            })
    void words(String path, String words) {
        assertThat(PlaceWords.of(path)).isEqualTo(words);
    }

    @Test
    void changesOfNumbersNearZeroAreComparedWithTheirList() {
        Difference.Numbers number =
                new Difference.Numbers("scan", "points/*/t", 48, 1e-9, -1e-9, 13.2, OptionalDouble.empty());
        assertThat(number.percent()).isEqualTo("below 0.01 %");
        assertThat(new Difference.Numbers("fit", "t", 1, 10, 12.5, 12.5, OptionalDouble.empty()).percent())
                .isEqualTo("+20 %");
    }
}
