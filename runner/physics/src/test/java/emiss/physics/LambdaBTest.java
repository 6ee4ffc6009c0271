package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lambda_b -> Lambda with all its form-factor sets, against the independent evaluation in lambda-b/predictions.txt. */
final class LambdaBTest {
    private static final StandardModel STANDARD_MODEL = new StandardModel(TestInputs.INPUTS);

    private static List<List<String>> rows(String kind) {
        return TestInputs.rows("lambda-b/predictions.txt").stream()
                .filter(row -> row.get(0).equals(kind))
                .toList();
    }

    static List<List<String>> totals() {
        return rows("total");
    }

    private static HadronicTransition hadronic(String set) {
        return TestInputs.hadronic("Lambda_b->Lambda", set);
    }

    private static double longitudinalFraction(Q2Spectrum total, Q2Spectrum longitudinal, FormFactors formFactors) {
        return STANDARD_MODEL.branchingFractions(longitudinal, formFactors).at(0)
                / STANDARD_MODEL.branchingFractions(total, formFactors).at(0);
    }

    @Test
    void formFactorsAgree() {
        List<List<String>> rows = rows("form-factor");
        assertThat(rows).hasSize(3 * 4 * 10);
        for (List<String> row : rows) {
            FormFactors set = FormFactors.of(TestInputs.table(row.get(1)));
            double q2 = Double.parseDouble(row.get(3));
            double value = Double.parseDouble(row.get(4));
            double sigma = Double.parseDouble(row.get(5));
            assertThat(set.value(row.get(2), q2)).as("%s", row).isCloseTo(value, within(1e-10 * value));
            assertThat(set.sigma(row.get(2), q2)).as("%s", row).isCloseTo(sigma, within(1e-10 * sigma));
        }
    }

    @Test
    void kinematicsFixesTheFormFactorsAtTheEndPointOfTheSet() {
        for (String id : List.of("LbL-DM2016", "LbL-DM2016-HO", "LbL-DM2016-total")) {
            FormFactors set = FormFactors.of(TestInputs.table(id));
            double end = TestInputs.table(id).expansion().t0();
            assertThat(set.value("gperp", end)).isEqualTo(set.value("g+", end));
            assertThat(set.value("htperp", end)).isEqualTo(set.value("ht+", end));
        }
    }

    @ParameterizedTest
    @MethodSource("totals")
    void standardModelAgrees(List<String> row) {
        HadronicTransition transition = hadronic(row.get(1));
        double expected = Double.parseDouble(row.get(2));

        double total = STANDARD_MODEL.branchingFraction(transition);
        double fraction = longitudinalFraction(
                Q2Spectrum.whole(transition, Helicity.TOTAL),
                Q2Spectrum.whole(transition, Helicity.LONGITUDINAL),
                transition.formFactors());

        assertThat(total).isCloseTo(expected, within(1e-8 * expected));
        assertThat(fraction).isCloseTo(Double.parseDouble(row.get(3)), within(1e-8));
    }

    @Test
    void standardModelSpectrumAgrees() {
        for (List<String> row : rows("point")) {
            double expected = Double.parseDouble(row.get(3));
            assertThat(STANDARD_MODEL.differentialBranchingFraction(
                            hadronic(row.get(1)), Double.parseDouble(row.get(2))))
                    .isCloseTo(expected, within(1e-5 * expected));
        }
    }

    /** Uncertainties of the same evaluation, to the digits that it gives; sets of Bs -> phi for comparison. */
    @ParameterizedTest
    @CsvSource({
        "Lambda_b->Lambda, LbL-DM2016, 0.58e-6, 0.005e-6, 0.019",
        "Lambda_b->Lambda, LbL-DM2016-HO, 0.98e-6, 0.005e-6, 0.029",
        "Lambda_b->Lambda, LbL-DM2016-total, 1.3e-6, 0.05e-6, 0.052",
        "Bs->phi, Bsphi-GRvDV2023, 0.12e-5, 0.005e-5, 0.035",
        "Bs->phi, Bsphi-GvDV2020, 0.08e-5, 0.005e-5, 0.028",
        "Bs->phi, Bsphi-BSZ2015, 0.08e-5, 0.005e-5, 0.021",
        "Bs->phi, Bsphi-BSZ2015-LCSR, 0.17e-5, 0.005e-5, 0.065"
    })
    void uncertaintiesAgree(String id, String set, double sigma, double precision, double ofFraction) {
        HadronicTransition transition = TestInputs.hadronic(id, set);
        Q2Spectrum total = Q2Spectrum.whole(transition, Helicity.TOTAL);
        Q2Spectrum longitudinal = Q2Spectrum.whole(transition, Helicity.LONGITUDINAL);
        List<FormFactors> moved = transition.formFactors().variations();
        double variance = 0;
        double varianceOfFraction = 0;
        for (int i = 0; i < moved.size(); i += 2) {
            double half =
                    (STANDARD_MODEL.branchingFractions(total, moved.get(i)).at(0)
                                    - STANDARD_MODEL
                                            .branchingFractions(total, moved.get(i + 1))
                                            .at(0))
                            / 2;
            double halfOfFraction = (longitudinalFraction(total, longitudinal, moved.get(i))
                            - longitudinalFraction(total, longitudinal, moved.get(i + 1)))
                    / 2;
            variance += half * half;
            varianceOfFraction += halfOfFraction * halfOfFraction;
        }
        assertThat(Math.sqrt(variance)).isCloseTo(sigma, within(precision));
        assertThat(Math.sqrt(varianceOfFraction)).isCloseTo(ofFraction, within(0.0005));
    }

    @Test
    void helicitiesAddUpInBins() {
        HadronicTransition transition = hadronic("LbL-DM2016-total");
        DoubleVector edges = DoubleVector.of(0, 5, 15, 25);
        DoubleVector longitudinal =
                STANDARD_MODEL.branchingFractions(new Q2Spectrum(transition, edges, Helicity.LONGITUDINAL));
        DoubleVector transverse =
                STANDARD_MODEL.branchingFractions(new Q2Spectrum(transition, edges, Helicity.TRANSVERSE));
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            assertThat(longitudinal.at(i)).isPositive();
            assertThat(transverse.at(i)).isPositive();
            sum += longitudinal.at(i) + transverse.at(i);
        }
        double total = STANDARD_MODEL.branchingFraction(transition);
        assertThat(sum).isCloseTo(total, within(1e-9 * total));
    }
}
