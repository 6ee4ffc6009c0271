package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.decay.Helicity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bs -> phi, with all its published form-factor sets, against the independent evaluation in bs-to-phi/predictions.txt.
 */
final class BsToPhiTest {
    private static FormFactors set(String id) {
        return FormFactors.of(TestInputs.table(id));
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
        HadronicTransition transition = TestInputs.hadronic("Bs->phi", row.get(1));
        double expected = Double.parseDouble(row.get(2));

        double total = standardModel.branchingFraction(transition);
        double longitudinal = standardModel
                .branchingFractions(Q2Spectrum.whole(transition, Helicity.LONGITUDINAL))
                .at(0);

        assertThat(total).isCloseTo(expected, within(1e-8 * expected));
        assertThat(longitudinal / total).isCloseTo(Double.parseDouble(row.get(3)), within(1e-8));
    }
}
