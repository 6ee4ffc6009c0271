package emiss.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.decay.Helicity;
import emiss.api.scenario.Complex;
import emiss.api.scenario.SpectrumTable.Continuum;
import emiss.api.scenario.SpectrumTable.Curve;
import emiss.api.scenario.SpectrumTable.Line;
import emiss.api.scenario.SpectrumTable.Rate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A triangle at 1 GeV and a box at 2 GeV, whose integrals are written down by hand. */
final class TabulatedScenarioTest {
    private static final Provenance SOURCE = new Provenance("a test", List.of(), "", List.of());
    private static final DoubleVector NONE = DoubleVector.of();
    private static final Curve TRIANGLE =
            new Curve(DoubleVector.of(4, 6, 8), DoubleVector.of(0, 0.5, 0), DoubleVector.of(0.25, 0.5, 0.75));
    private static final Curve BOX =
            new Curve(DoubleVector.of(16, 22), DoubleVector.of(1.0 / 6, 1.0 / 6), DoubleVector.of(0.3, 0.6));
    private static final TabulatedScenario TABLE = continuum(List.of(TRIANGLE, BOX));
    private static final double B = 3e-6;

    private static TabulatedScenario continuum(List<Curve> curves) {
        return new TabulatedScenario(
                new Continuum("mine", "Mine", SOURCE, DoubleVector.of(1, 2), Map.of("B0->K*0", curves)));
    }

    private static TabulatedScenario line(double q2) {
        Map<String, Rate> rates = new LinkedHashMap<>();
        rates.put("B+->K+", new Rate(1, OptionalDouble.empty()));
        rates.put("B0->K*0", new Rate(0.5, OptionalDouble.of(0.2)));
        return new TabulatedScenario(new Line("mine", "Mine", SOURCE, q2, rates));
    }

    private static TabulatedCurve curve(double mass) {
        return TABLE.curve(TestInputs.hadronic("B0->K*0").transition(), mass);
    }

    private static Decay decay(TabulatedScenario table, String transition, double mass) {
        return new Decay(table, TestInputs.hadronic(transition), mass, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3.99, 0, 0",
        "1, 5, 0.25, 0.125",
        "1, 6, 0.5, 0.25",
        "1, 7, 0.25, 0.125",
        "1, 8.01, 0, 0",
        "2, 15.99, 0, 0",
        "2, 16, 0.16666666666666666, 0.05",
        "2, 19, 0.16666666666666666, 0.075",
        "2, 22, 0.16666666666666666, 0.1",
        "1.25, 6.99, 0, 0",
        "1.25, 7, 0.05555555555555555, 0.016666666666666666",
        "1.25, 9.25, 0.38888888888888884, 0.19166666666666665",
        "1.25, 11.5, 0.05555555555555555, 0.03333333333333333",
        "1.25, 11.51, 0, 0"
    })
    void isLinearBetweenPointsAndMasses(double mass, double q2, double density, double longitudinal) {
        TabulatedCurve curve = curve(mass);

        assertThat(curve.density(q2, Helicity.TOTAL)).isCloseTo(density, within(1e-15));
        assertThat(curve.density(q2, Helicity.LONGITUDINAL)).isCloseTo(longitudinal, within(1e-15));
        assertThat(curve.density(q2, Helicity.TRANSVERSE)).isCloseTo(density - longitudinal, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 8", "1.25, 7, 11.5", "1.5, 10, 15", "2, 16, 22"})
    void endsMoveWithTheMass(double mass, double low, double high) {
        assertThat(curve(mass).q2Min()).isCloseTo(low, within(1e-14));
        assertThat(curve(mass).q2Max()).isCloseTo(high, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 30, 1, 0.5",
        "1, 4, 5, 0.125, 0.0625",
        "1, 5, 7, 0.75, 0.375",
        "1, 0, 4, 0, 0",
        "1, 8, 30, 0, 0",
        "2, 0, 30, 1, 0.45",
        "2, 19, 30, 0.5, 0.2625",
        "1.25, 0, 30, 1, 0.4875",
        "1.25, 0, 9.25, 0.5, 0.234375"
    })
    void integralsAreThoseOfTrapezia(double mass, double from, double to, double total, double longitudinal) {
        TabulatedCurve curve = curve(mass);

        assertThat(curve.integral(from, to, Helicity.TOTAL)).isCloseTo(total, within(1e-14));
        assertThat(curve.integral(from, to, Helicity.LONGITUDINAL)).isCloseTo(longitudinal, within(1e-14));
        assertThat(curve.integral(from, to, Helicity.TRANSVERSE)).isCloseTo(total - longitudinal, within(1e-14));
    }

    @Test
    void nothingIsExtrapolated() {
        for (double mass : new double[] {0.99, 2.01, Double.NaN}) {
            assertThatThrownBy(() -> curve(mass))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the mass is " + mass + " GeV, expected within the table, 1.0 to 2.0");
        }
    }

    @Test
    void helicityMayBeUnknown() {
        TabulatedScenario table = continuum(List.of(new Curve(TRIANGLE.q2(), TRIANGLE.dBdq2(), NONE), BOX));
        Decay decay = decay(table, "B0->K*0", 1);
        TabulatedCurve curve = table.curve(TestInputs.hadronic("B0->K*0").transition(), 1.5);

        assertThat(curve.hasHelicity()).isFalse();
        assertThat(curve(1.5).hasHelicity()).isTrue();
        assertThatThrownBy(() -> curve.density(12, Helicity.LONGITUDINAL))
                .hasMessage("the table has no longitudinal fraction");
        assertThat(decay.differentialBranchingFraction(Map.of("B", Complex.real(B)), 5))
                .isCloseTo(0.25 * B, within(1e-15 * B));
    }

    @Test
    void aSpectrumDecays() {
        Decay decay = decay(TABLE, "B0->K*0", 1);
        Map<String, Complex> values = Map.of("B", Complex.real(B));

        assertThat(decay.isOpen()).isTrue();
        assertThat(decay.isContinuum()).isTrue();
        assertThat(decay.q2Min()).isEqualTo(4);
        assertThat(decay.q2Max()).isEqualTo(8);
        assertThat(decay.differentialBranchingFraction(values, 5)).isCloseTo(0.25 * B, within(1e-15 * B));
        assertThat(decay.differentialBranchingFraction(values, 9)).isZero();
        assertThat(decay.branchingFraction(values)).isCloseTo(B, within(1e-14 * B));
        assertThat(decay.width(values) * TestInputs.hadronic("B0->K*0").branchingFractionPerWidth())
                .isCloseTo(B, within(1e-14 * B));
        assertThat(decay.longitudinalFraction(values)).hasValueCloseTo(0.5, within(1e-14));
        assertThat(decay.longitudinalFraction(values, 5)).hasValueCloseTo(0.5, within(1e-14));
        assertThat(decay.longitudinalFraction(values, 9)).isEmpty();
    }

    @Test
    void whatIsNotInTheTableDoesNotDecay() {
        Decay decay = decay(TABLE, "B+->K+", 1);

        assertThat(TABLE.knows("B+->K+")).isFalse();
        assertThat(TABLE.knows("B0->K*0")).isTrue();
        assertThat(decay.isOpen()).isFalse();
        assertThat(decay.q2Min()).isZero();
        assertThat(decay.q2Max()).isZero();
        assertThat(decay.branchingFraction(Map.of("B", Complex.real(B)))).isZero();
        assertThat(decay.differentialBranchingFraction(Map.of("B", Complex.real(B)), 0))
                .isZero();
        assertThat(decay.longitudinalFraction(Map.of("B", Complex.real(B)))).isEmpty();
    }

    @Test
    void aLineHasNoSpectrum() {
        TabulatedScenario table = line(4);
        Decay kaon = decay(table, "B+->K+", 2);
        Decay kstar = decay(table, "B0->K*0", 2);
        Map<String, Complex> values = Map.of("B", Complex.real(B));

        assertThat(table.masses()).isEqualTo(DoubleVector.of(2));
        assertThat(kaon.isContinuum()).isFalse();
        assertThat(kaon.branchingFraction(values)).isEqualTo(B);
        assertThat(kstar.branchingFraction(values)).isCloseTo(0.5 * B, within(1e-15 * B));
        assertThat(kaon.longitudinalFraction(values)).isEmpty();
        assertThat(kstar.longitudinalFraction(values)).hasValueCloseTo(0.2, within(1e-15));
        assertThat(decay(table, "Bs->phi", 2).branchingFraction(values)).isZero();
        assertThat(decay(line(100), "B+->K+", 10).branchingFraction(values)).isZero();
        assertThatThrownBy(() -> kaon.differentialWidth(values, 4)).hasMessageContaining("has no spectrum in q2");
    }
}
