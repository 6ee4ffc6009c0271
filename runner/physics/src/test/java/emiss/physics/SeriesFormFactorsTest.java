package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.decay.FormFactorTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeriesFormFactorsTest {
    @Test
    void valuesAndSigmasAgreeWithTheIndependentEvaluation() {
        Map<String, FormFactors> sets = new HashMap<>();
        List<List<String>> rows = TestInputs.rows("form-factors.txt");
        assertThat(rows.stream().map(row -> row.get(0)).distinct()).hasSize(10);
        for (List<String> row : rows) {
            FormFactors set = sets.computeIfAbsent(row.get(0), id -> FormFactors.of(TestInputs.table(id)));
            double q2 = Double.parseDouble(row.get(2));
            double value = Double.parseDouble(row.get(3));
            double sigma = Double.parseDouble(row.get(4));
            assertThat(set.value(row.get(1), q2)).as("%s", row).isCloseTo(value, within(1e-10 * value));
            assertThat(set.sigma(row.get(1), q2)).as("%s", row).isCloseTo(sigma, within(1e-10 * sigma));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BK-GRvDV2023", "BKst-GRvDV2023", "BKst-BSZ2015"})
    void variationsAddUpToTheFullUncertainty(String id) {
        FormFactors set = FormFactors.of(TestInputs.table(id));
        List<FormFactors> moved = set.variations();
        assertThat(moved).hasSize(2 * TestInputs.table(id).parameters().size());
        for (String name : set.names()) {
            for (double q2 : new double[] {0, 3, 9, 17}) {
                double variance = 0;
                for (int i = 0; i < moved.size(); i += 2) {
                    double half =
                            (moved.get(i).value(name, q2) - moved.get(i + 1).value(name, q2)) / 2;
                    variance += half * half;
                }
                double sigma = set.sigma(name, q2);
                assertThat(Math.sqrt(variance)).as(name).isCloseTo(sigma, within(1e-8 * sigma));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BK-GRvDV2023", "BKst-GRvDV2023"})
    void axesLeadToTheVariations(String id) {
        SeriesFormFactors set = FormFactors.of(TestInputs.table(id));
        List<FormFactors> variations = set.variations();
        assertThat(set.axes()).isEqualTo(variations.size() / 2);
        double[] lengths = new double[set.axes()];
        for (String name : set.names()) {
            assertThat(set.along(lengths).value(name, 7)).isEqualTo(set.value(name, 7));
        }
        for (int axis = 0; axis < lengths.length; axis++) {
            for (int sign = 1; sign >= -1; sign -= 2) {
                lengths[axis] = sign;
                FormFactors moved = set.along(lengths);
                FormFactors variation = variations.get(2 * axis + (sign > 0 ? 0 : 1));
                for (String name : set.names()) {
                    assertThat(moved.value(name, 7)).isEqualTo(variation.value(name, 7));
                }
            }
            lengths[axis] = 0;
        }
        assertThatThrownBy(() -> set.along(1))
                .hasMessage("form-factor set " + id + " has " + set.axes() + " axes, and 1 lengths are given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BK-GRvDV2023", "BKst-GRvDV2023"})
    void samplesFollowTheCovariance(String id) {
        int count = 4000;
        SeriesFormFactors set = FormFactors.of(TestInputs.table(id));
        List<SeriesFormFactors> samples = set.samples(count, new SplittableRandom(5)).stream()
                .map(SeriesFormFactors.class::cast)
                .toList();
        List<DoubleVector> covariance = set.table().covariance();
        assertThat(samples).hasSize(count);
        for (int i = 0; i < covariance.size(); i++) {
            double variance = covariance.get(i).at(i);
            double shift = 0;
            for (SeriesFormFactors sample : samples) {
                shift += (sample.coefficients().at(i) - set.coefficients().at(i)) / count;
            }
            assertThat(shift).isCloseTo(0, within(4.5 * Math.sqrt(variance / count)));
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (SeriesFormFactors sample : samples) {
                    product += (sample.coefficients().at(i) - set.coefficients().at(i))
                            * (sample.coefficients().at(j) - set.coefficients().at(j))
                            / count;
                }
                double expected = covariance.get(i).at(j);
                double error = Math.sqrt((variance * covariance.get(j).at(j) + expected * expected) / count);
                assertThat(product).isCloseTo(expected, within(4.5 * error));
            }
        }
    }

    @Test
    void equalSeedsGiveEqualSamples() {
        SeriesFormFactors set = FormFactors.of(TestInputs.table("BK-GRvDV2023"));
        FormFactors first = set.samples(3, new SplittableRandom(5)).get(2);
        assertThat(set.samples(5, new SplittableRandom(5)).get(2).value("f+", 7))
                .isEqualTo(first.value("f+", 7));
        assertThat(set.samples(3, new SplittableRandom(6)).get(2).value("f+", 7))
                .isNotEqualTo(first.value("f+", 7));
    }

    @Test
    void kinematicsFixesTheFormFactorsAtZero() {
        FormFactors kaon = FormFactors.of(TestInputs.table("BK-GRvDV2023"));
        assertThat(kaon.value("f0", 0)).isEqualTo(kaon.value("f+", 0));
        FormFactorTable table = TestInputs.table("BKst-GRvDV2023");
        FormFactors kstar = FormFactors.of(table);
        double factor = (table.parentMass() * table.parentMass() - table.daughterMass() * table.daughterMass())
                / (8 * table.parentMass() * table.daughterMass());
        assertThat(kstar.value("T2", 0)).isEqualTo(kstar.value("T1", 0));
        assertThat(kstar.value("A12", 0)).isCloseTo(factor * kstar.value("A0", 0), within(1e-15));
    }

    @Test
    void aCoefficientMovesOnlyWhatDependsOnIt() {
        SeriesFormFactors set = FormFactors.of(TestInputs.table("BK-GRvDV2023"));
        int index = set.table().parameters().indexOf("f+_0");
        double[] coefficients = set.coefficients().toArray();
        coefficients[index] += 0.1;
        FormFactors moved = set.withCoefficients(DoubleVector.of(coefficients));
        assertThat(moved.value("f+", 0)).isCloseTo(set.value("f+", 0) + 0.1, within(1e-14));
        assertThat(moved.value("f0", 0)).isCloseTo(set.value("f0", 0) + 0.1, within(1e-14));
        assertThat(moved.value("fT", 5)).isEqualTo(set.value("fT", 5));
    }

    @Test
    void wrongNamesAreReported() {
        SeriesFormFactors set = FormFactors.of(TestInputs.table("BK-GRvDV2023"));
        assertThatThrownBy(() -> set.value("A0", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A0")
                .hasMessageContaining("[f+, f0, fT]");
        assertThatThrownBy(() -> set.withCoefficients(DoubleVector.of(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 coefficients, expected 8");
        FormFactorTable table = set.table();
        FormFactorTable other = new FormFactorTable(
                "wrong",
                "B->K",
                table.title(),
                table.parameters(),
                table.central(),
                table.covariance(),
                table.parentMass(),
                table.daughterMass(),
                Map.of("f+", 5.415, "f0", 5.63),
                table.provenance());
        assertThatThrownBy(() -> FormFactors.of(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pole masses of [f+, f0], expected those of one kind of daughter");
    }
}
