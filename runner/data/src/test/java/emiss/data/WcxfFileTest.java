package emiss.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import emiss.api.experiment.DataFormatException;
import emiss.api.scenario.Complex;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WcxfFileTest {
    private static final String CORRECT = """
            {
              "eft": "WET",
              "basis": "flavio",
              "scale": 4.8,
              "metadata": {"generator": "by hand"},
              "values": {"CL_bsnutaunutau": {"Re": -3, "Im": 0.5}, "CR_bsnuenue": 1.5, "C9_bsmumu": {"Re": -1}}
            }
            """;

    private static WcxfFile read(String text, String name) {
        return WcxfFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name);
    }

    private static List<String> problems(String text, String replacement) {
        assertThat(CORRECT).contains(text);
        return catchThrowableOfType(
                        DataFormatException.class, () -> read(CORRECT.replace(text, replacement), "file.json"))
                .problems();
    }

    @Test
    void readsNumbersAndParts() {
        WcxfFile file = read(CORRECT, "file.json");
        assertThat(file.scale()).isEqualTo(4.8);
        assertThat(file.values())
                .isEqualTo(Map.of(
                        "CL_bsnutaunutau",
                        new Complex(-3, 0.5),
                        "CR_bsnuenue",
                        Complex.real(1.5),
                        "C9_bsmumu",
                        Complex.real(-1)));
    }

    @Test
    void readsYaml() {
        WcxfFile file = read("""
                eft: WET
                basis: flavio
                scale: 4.8
                values:
                  CL_bsnumunumu: {Re: 2.5, Im: -1}
                """, "coefficients.yml");
        assertThat(file.values()).isEqualTo(Map.of("CL_bsnumunumu", new Complex(2.5, -1)));
    }

    @Test
    void refusesOtherTheoriesAndBases() {
        assertThat(problems("\"WET\"", "\"SMEFT\""))
                .containsExactly(
                        "file.json:2:10: \"eft\" is \"SMEFT\", expected \"WET\"; other theories are not matched to"
                                + " it here");
        assertThat(problems("\"flavio\"", "\"JMS\""))
                .containsExactly(
                        "file.json:3:12: \"basis\" is \"JMS\", expected \"flavio\"; other bases are not translated here");
        assertThat(problems("\"scale\": 4.8,", ""))
                .containsExactly("file.json:1:1: missing field \"scale\" of the WCxf file");
        assertThat(problems("{\"Re\": -1}", "{\"re\": -1}"))
                .singleElement()
                .asString()
                .endsWith("unknown field \"re\"; did you mean \"Re\"?");
        assertThat(problems("1.5", "\"1.5\"")).singleElement().asString().contains("expected a number");
        assertThat(problems("\"values\"", "\"coefficients\"")).hasSize(2);
    }
}
