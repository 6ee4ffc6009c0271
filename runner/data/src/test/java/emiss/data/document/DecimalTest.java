package emiss.data.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {
    /** The first three have too many digits in Java 17. */
    @ParameterizedTest
    @CsvSource({
        "2.0E23",
        "6.362223157276477E17",
        "5.61727542447237E17",
        "2.1",
        "0.001",
        "9.999E-4",
        "1.0E7",
        "9999999.0",
        "-0.0",
        "1.7976931348623157E308"
    })
    void hasTheFewestDigits(String text) {
        assertThat(Decimal.text(Double.parseDouble(text))).isEqualTo(text);
    }

    @Test
    void givesTheSameValueAgainWithNoMoreDigitsThanJava() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = Decimal.text(value);
                assertThat(Double.parseDouble(text)).isEqualTo(value);
                assertThat(new BigDecimal(text).precision())
                        .isLessThanOrEqualTo(new BigDecimal(Double.toString(value)).precision());
            }
        }
    }

    @Test
    void namesWhatIsNoNumber() {
        assertThat(Decimal.text(Double.NaN)).isEqualTo("NaN");
        assertThat(Decimal.text(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    }

    @Test
    void documentsAreWrittenWithIt() {
        assertThat(JsonPrinter.line(JsonPrinter.object("events", 2e23))).isEqualTo("{\"events\": 2.0E23}");
    }
}
