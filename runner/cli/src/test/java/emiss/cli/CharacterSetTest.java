package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.report.text.Rounded;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterSetTest {
    @ParameterizedTest
    @CsvSource({
        "1.52e-8, 1.29e-8, 1.73e-8",
        "4.599, 3.273, 5.948",
        "-7.1e5, -9.2e5, -3.1e5",
        "2.108, 1.997, 2.201",
        "0, -1, 1"
    })
    void numbersInAsciiAreThoseOfRounded(double value, double low, double high) {
        Rounded rounded = Rounded.interval(value, low, high);

        assertThat(CharacterSet.ASCII.write(rounded.unicode())).isEqualTo(rounded.ascii());
        assertThat(CharacterSet.UNICODE.write(rounded.unicode())).isEqualTo(rounded.unicode());
    }

    @ParameterizedTest
    @CsvSource({
        "B⁺ → K*⁺, B+ -> K*+",
        "3.6 σ, 3.6 sigma",
        "B(B⁰ → K⁰) = 4.5 × 10⁻⁶ below 10⁻⁵, B(B0 -> K0) = 4.5e-6 below 1e-5",
        "√(q²) ≥ 2, sqrt(q2) >= 2",
        "Müller–X, Muller-X",
        "νν̄, nunu",
        "ℬ, B",
        "\uD835\uDC5A 漢, m ?",
        "\uD83D\uDE00, ?",
        "plain, plain"
    })
    void textsInAscii(String unicode, String ascii) {
        assertThat(CharacterSet.ASCII.write(unicode)).isEqualTo(ascii);
        assertThat(CharacterSet.ASCII.write(ascii)).isEqualTo(ascii);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, UNICODE", "UTF-16, UNICODE", "US-ASCII, ASCII", "ISO-8859-1, ASCII", "windows-1252, ASCII"})
    void anEncodingThatLacksSymbolsGetsAscii(String charset, CharacterSet letters) {
        assertThat(CharacterSet.of(Charset.forName(charset))).isEqualTo(letters);
    }

    @Test
    void theAsciiWriterPassesEverythingOn() throws IOException {
        StringWriter text = new StringWriter();
        try (PrintWriter writer = new PrintWriter(new AsciiWriter(text))) {
            writer.println("t = −13.18, 3.6 σ");
            writer.print('→');
        }

        assertThat(text.toString()).isEqualTo("t = -13.18, 3.6 sigma" + System.lineSeparator() + "->");
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(text.toString()))
                .isTrue();
    }
}
