package emiss.data.pyhf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import emiss.api.DoubleVector;
import emiss.api.experiment.DataFormatException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of numbers, and the response that they give. */
class NumberTableTest {
    private static final String DENSITY = "8.6,2.8\n0.3,2.9\n";
    private static final String NULL = "low,high,branchingFraction\n0,8,2.4e-6\n8,23,2.6e-6\n";

    private static NumberTable table(String name, String text) {
        return NumberTable.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name);
    }

    private static SignalResponse response(String density, String nullSpectrum) {
        return SignalResponse.ofTables(
                "signal",
                "B+->K+",
                DoubleVector.of(0, 8, 23),
                Map.of("SR", table("d.csv", density)),
                table("n.csv", nullSpectrum));
    }

    private static List<String> problems(String density, String nullSpectrum) {
        DataFormatException wrong =
                catchThrowableOfType(DataFormatException.class, () -> response(density, nullSpectrum));
        assertThat(wrong).as("the complaint").isNotNull();
        return wrong.problems();
    }

    @Test
    void namesAndCommentsMayStandOnTop() {
        assertThat(table("t", "# made up\n q2_low, q2_high \n\n+1e-3,.5\r\n-2.,3E+2\n")
                        .rows())
                .containsExactly(DoubleVector.of(1e-3, 0.5), DoubleVector.of(-2, 300));
        assertThat(table("t", "\uFEFF1,2\n").rows()).containsExactly(DoubleVector.of(1, 2));
    }

    @Test
    void aResponseIsTheRatio() {
        SignalResponse expected = response(DENSITY, NULL);
        assertThat(expected.densities())
                .containsEntry("SR", List.of(DoubleVector.of(8.6, 2.8), DoubleVector.of(0.3, 2.9)));
        assertThat(expected.nullSpectrum()).isEqualTo(DoubleVector.of(2.4e-6, 2.6e-6));
        assertThat(response("0.1,8.6,2.8\n0.2,0.3,2.9\n", "2.4e-6\n2.6e-6\n")).isEqualTo(expected);
        assertThat(response(DENSITY, "2.4e-6,2.6e-6\n")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8.6x,2.8#8.6,2.8#0.3,2.9 | d.csv:1:1: cell 1 is \"8.6x\", expected a finite number such as 8.6 or 3e-7",
                "NaN,NaN#8.6,2.8 | d.csv:1:1: cell 1 is \"NaN\", expected a finite number such as 8.6 or 3e-7",
                "0x1p3,2.8 | d.csv:1:1: cell 1 is \"0x1p3\", expected a finite number such as 8.6 or 3e-7",
                "8.6,2.8f | d.csv:1:5: cell 2 is \"2.8f\", expected a finite number such as 8.6 or 3e-7",
                "8.6,2.8#0.3d,2.9 | d.csv:2:1: cell 1 is \"0.3d\", expected a finite number such as 8.6 or 3e-7",
                "8.6,Infinity | d.csv:1:5: cell 2 is \"Infinity\", expected a finite number such as 8.6 or 3e-7",
                "8.6,1e999 | d.csv:1:5: cell 2 is \"1e999\", expected a finite number such as 8.6 or 3e-7",
                "8.6;2.8 | d.csv:1:1: cell 1 is \"8.6;2.8\", expected a finite number such as 8.6 or 3e-7",
                "8.6, 2.8,#0.3,2.9, | d.csv:1:10: cell 3 is empty, expected a number",
                "8.6,2.8#0.3 | d.csv:2:1: the row has 1 cell, expected 2 as in the first",
                "low,high#8.6,2.8,1 | d.csv:2:1: the row has 3 cells, expected 2 as in the first",
                "low,high#low,high | d.csv:2:1: cell 1 is \"low\", expected a finite number such as 8.6 or 3e-7",
                "low,high | d.csv:1:1: there are no numbers, expected rows of them",
                "-8.6,2.8#0.3,2.9 | d.csv:1:1: the number of events is -8.6, expected >= 0",
                "-1,8.6,2.8#1,0.3,2.9 | d.csv:1:1: the number of events is -1.0, expected >= 0",
                "8.6#0.3 | d.csv:1:1: the number density of channel \"SR\" has 1 column, expected 2, one per q2 bin, or one more in front"
            })
    void densitiesAreAsStrictAsJson(String density, String message) {
        assertThat(problems(density.replace("#", "\n"), NULL)).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "low,high,b#0,8,2#8,23,2.6e-6 | n.csv:2:5: the branching fraction is 2.0, expected > 0 and at most 1",
                "0,8,0#8,23,2.6e-6 | n.csv:1:5: the branching fraction is 0.0, expected > 0 and at most 1",
                "0,8,0.6#8,23,0.6 | n.csv:1:1: the branching fractions add up to 1.2, expected at most 1",
                "low,high,b#0,1,2.4e-6#1,2,2.6e-6 | n.csv:2:3: the upper edge of q2 bin 1 is 1.0, expected 8.0 as in \"q2Edges\"",
                "0,8#8,23 | n.csv:1:1: the null spectrum has 2 columns, expected the branching fraction alone, or the edges of the q2 bin in front of it",
                "1e-6#1e-6#1e-6 | n.csv:1:1: the null spectrum has 3 rows, expected 2, one per q2 bin"
            })
    void nullSpectraFitTheEdges(String nullSpectrum, String message) {
        assertThat(problems(DENSITY, nullSpectrum.replace("#", "\n"))).contains(message);
    }

    @Test
    void textsThatAreNotUtf8AreRefused() {
        DataFormatException wrong = catchThrowableOfType(
                DataFormatException.class,
                () -> NumberTable.read(new ByteArrayInputStream(new byte[] {'1', ',', (byte) 0xFF}), "t.csv"));
        assertThat(wrong.problems()).containsExactly("t.csv:1:1: the document is not UTF-8 text");
    }
}
