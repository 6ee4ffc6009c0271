package emiss.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.report.figure.Ink;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteTest {
    private static final List<String> SCENARIOS = List.of(
            "neutrinos",
            "scalar",
            "vector",
            "scalar-pair",
            "real-scalar-pair",
            "vector-pair",
            "real-vector-pair",
            "dirac-pair",
            "majorana-pair",
            "spin32-pair",
            "spin32-majorana-pair");

    @Test
    void scenariosHaveTheirOwnColours() {
        assertThat(SCENARIOS).extracting(PaletteTest::colour).doesNotHaveDuplicates();
    }

    /** The colour of a scenario at its place in the order. */
    private static int colour(String scenario) {
        return Palette.scenario(scenario, SCENARIOS.indexOf(scenario)).colour();
    }

    @Test
    void colourBlindReadersTellScenariosApart() {
        // G. Machado, M. Oliveira, L. Fernandes, IEEE Trans. Vis. Comput. Graph. 15, 1291 (2009), severity 1
        double[][] protanopia = {
            {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}
        };
        double[][] deuteranopia = {
            {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
        };
        for (double[][] eye : List.of(protanopia, deuteranopia)) {
            for (String one : SCENARIOS) {
                for (String other : SCENARIOS.subList(SCENARIOS.indexOf(one) + 1, SCENARIOS.size())) {
                    // a difference of 2 is just visible in large areas side by side
                    assertThat(difference(seen(one, eye), seen(other, eye)))
                            .as("%s and %s", one, other)
                            .isGreaterThan(15);
                }
            }
        }
    }

    private static double difference(double[] one, double[] other) {
        return Math.sqrt(
                Math.pow(one[0] - other[0], 2) + Math.pow(one[1] - other[1], 2) + Math.pow(one[2] - other[2], 2));
    }

    /** CIE L*a*b* coordinates (white point D65) of the colour of a scenario as an eye sees it. */
    private static double[] seen(String scenario, double[][] eye) {
        int colour = colour(scenario);
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            double part = (colour >> (16 - 8 * i) & 0xff) / 255.0;
            linear[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }
        double[] perceived = times(eye, linear);
        for (int i = 0; i < 3; i++) {
            perceived[i] = Math.max(0, Math.min(1, perceived[i]));
        }
        double[] xyz = times(
                new double[][] {{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}},
                perceived);
        double x = root(xyz[0] / 0.9505);
        double y = root(xyz[1]);
        double z = root(xyz[2] / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double value) {
        return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16.0 / 116;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }

    @Test
    void couplingsOfAScenarioDifferByMoreThanColour() {
        Ink ink = Palette.scenario("dirac-pair", 7);
        assertThat(IntStream.range(0, 6))
                .extracting(rank -> Palette.variant(ink, rank))
                .doesNotHaveDuplicates();
        assertThat(IntStream.range(0, 5))
                .extracting(rank -> Palette.variant(ink, rank).stroke())
                .doesNotHaveDuplicates();
    }

    @Test
    void placesBeyondTheOrderAndIdsWithoutAPlaceHaveAnInk() {
        for (Integer place : Arrays.asList(null, -1, 11, 1000)) {
            assertThat(Palette.scenario("my-scenario", place)).isEqualTo(Palette.scenario("my-scenario", place));
            assertThat(Palette.experiment("my-data", place)).isEqualTo(Palette.experiment("my-data", place));
        }
        assertThat(Palette.scenario("my-scenario", 11)).isNotEqualTo(Palette.scenario("my-scenario", 12));
    }

    @Test
    void scenarioColoursAreTheSameInEveryFigure() {
        int vector = colour("vector");
        assertThat(List.of("scan", "limits", "points", "bins"))
                .allSatisfy(id -> assertThat(Samples.figure(id).panels().get(0).layers())
                        .extracting(layer -> layer.ink().colour())
                        .contains(vector));
    }
}
