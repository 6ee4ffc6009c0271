package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.inference.AsymmetricResidual.Form;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which combinations of sides lead to all minima of correlated measurements. */
class MeasuredRowsTest {
    private static final AsymmetricResidual SIDED = AsymmetricResidual.of(1, 2, true);
    private static final AsymmetricResidual PLAIN = AsymmetricResidual.of(1, 1, true);

    private static List<List<Form>> alternatives(AsymmetricResidual... residuals) {
        return MeasuredRows.of(List.of(residuals), new double[0][]).alternatives();
    }

    @Test
    void everyChoiceOfSidesAndEachResidualStiff() {
        assertThat(alternatives(SIDED, PLAIN, SIDED))
                .containsExactlyInAnyOrder(
                        List.of(Form.BELOW, Form.TRUE, Form.BELOW),
                        List.of(Form.ABOVE, Form.TRUE, Form.BELOW),
                        List.of(Form.BELOW, Form.TRUE, Form.ABOVE),
                        List.of(Form.ABOVE, Form.TRUE, Form.ABOVE),
                        List.of(Form.STIFF, Form.TRUE, Form.TRUE),
                        List.of(Form.TRUE, Form.TRUE, Form.STIFF));
    }

    @Test
    void noneWithoutSides() {
        assertThat(alternatives(PLAIN, AsymmetricResidual.of(1, 2, false))).isEmpty();
        assertThat(MeasuredRows.standard(2).alternatives()).isEmpty();
        assertThat(MeasuredRows.standard(2).count()).isEqualTo(2);
    }

    @Test
    void onlySoManySidesAreCombined() {
        List<List<Form>> alternatives =
                alternatives(Collections.nCopies(6, SIDED).toArray(AsymmetricResidual[]::new));

        assertThat(alternatives).hasSize(16 + 6).doesNotHaveDuplicates();
        assertThat(alternatives.subList(0, 16))
                .allSatisfy(forms -> assertThat(forms.subList(4, 6)).containsOnly(Form.TRUE));
    }
}
