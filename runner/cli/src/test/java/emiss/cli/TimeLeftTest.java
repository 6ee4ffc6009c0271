package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLeftTest {
    private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

    private final TimeLeft left = new TimeLeft(List.of("scan", "scan", "scan", "plane", "plane", ""));

    @Test
    void nothingIsKnownAtTheBeginning() {
        assertThat(left.during(0, 5, UNKNOWN)).isEmpty();
    }

    @Test
    void typesThatWereNotSeenYetMakeItABound() {
        left.finished(0, 10);

        // 4 s of this one, 10 s of the next, and planes
        assertThat(left.during(1, 6, UNKNOWN)).contains(new TimeLeft.Estimate(14, true));
    }

    @Test
    void meansOfTypesAndTasksOfTheCurrentStudyAddUp() {
        left.finished(0, 10);
        left.finished(1, 20);
        left.finished(2, 30);

        assertThat(left.during(3, 1, OptionalDouble.of(7))).contains(new TimeLeft.Estimate(7, true));
        left.finished(3, 8);
        assertThat(left.during(4, 1, OptionalDouble.of(5))).contains(new TimeLeft.Estimate(7, false));
        assertThat(left.during(4, 1, OptionalDouble.of(9))).contains(new TimeLeft.Estimate(9, false));
        assertThat(left.during(4, 30, UNKNOWN)).isEmpty();
        assertThat(left.during(2, 10, UNKNOWN)).contains(new TimeLeft.Estimate(10 + 2 * 8, false));
    }

    @ParameterizedTest
    @CsvSource({
        "25.4, false, about 25 s left",
        "59.6, true, more than 1 min 00 s left",
        "185, false, about 3 min 05 s left",
        "7500, false, about 2 h 05 min left"
    })
    void words(double seconds, boolean isBound, String text) {
        assertThat(new TimeLeft.Estimate(seconds, isBound).text()).isEqualTo(text);
    }
}
