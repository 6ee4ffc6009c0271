package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.decay.Daughter;
import emiss.api.decay.FormFactorTable;
import emiss.api.decay.Helicity;
import emiss.api.decay.Transition;
import emiss.data.FormFactorLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that is not built in, Bs -> phi, with published form-factor sets read from files; against the independent
 * evaluation in bs-to-phi/predictions.txt.
 */
final class BsToPhiTest {
    private static final Transition BS_TO_PHI =
            new Transition("Bs->phi", Daughter.VECTOR, 5.36693, 1.019461, 1.52e-12, "Bs->phi");

    static FormFactors set(String id) {
        String resource = "bs-to-phi/" + id + ".json";
        try (InputStream content = Objects.requireNonNull(BsToPhiTest.class.getResourceAsStream(resource), resource)) {
            FormFactorTable table = FormFactorLibrary.read(content, resource);
            assertThat(table.daughter()).contains(Daughter.VECTOR);
            return FormFactors.of(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<String>> rows(String kind) {
        return TestInputs.rows("bs-to-phi/predictions.txt").stream()
                .filter(row -> row.get(0).equals(kind))
                .toList();
    }

    static List<List<String>> totals() {
        return rows("total");
    }

    @Test
    void formFactorsAgree() {
        List<List<String>> rows = rows("form-factor");
        assertThat(rows).hasSize(4 * 4 * 7);
        for (List<String> row : rows) {
            FormFactors set = set(row.get(1));
            double q2 = Double.parseDouble(row.get(3));
            double value = Double.parseDouble(row.get(4));
            double sigma = Double.parseDouble(row.get(5));
            assertThat(set.value(row.get(2), q2)).as("%s", row).isCloseTo(value, within(1e-10 * value));
            assertThat(set.sigma(row.get(2), q2)).as("%s", row).isCloseTo(sigma, within(1e-10 * sigma));
        }
    }

    @ParameterizedTest
    @MethodSource("totals")
    void standardModelAgrees(List<String> row) {
        StandardModel standardModel = new StandardModel(TestInputs.INPUTS);
        HadronicTransition transition = new HadronicTransition(BS_TO_PHI, set(row.get(1)), TestInputs.INPUTS);
        double expected = Double.parseDouble(row.get(2));

        double total = standardModel.branchingFraction(transition);
        double longitudinal = standardModel
                .branchingFractions(Q2Spectrum.whole(transition, Helicity.LONGITUDINAL))
                .at(0);

        assertThat(total).isCloseTo(expected, within(1e-8 * expected));
        assertThat(longitudinal / total).isCloseTo(Double.parseDouble(row.get(3)), within(1e-8));
    }
}
