package emiss.inference;

import emiss.inference.AsymmetricResidual.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How measured quantities are compared with predictions; immutable by convention.
 *
 * @param residuals one per quantity
 * @param precision inverse of the correlation of the residuals
 * @param alternatives combinations of forms of the residuals, whose minima lead to all minima of the true ones; none if there
 *     is only one: every choice of sides, and each residual stiff
 */
record MeasuredRows(List<AsymmetricResidual> residuals, double[][] precision, List<List<Form>> alternatives) {
    /** The sides of so many residuals are combined. */
    private static final int MOST_SIDES = 4;

    static MeasuredRows of(List<AsymmetricResidual> residuals, double[][] precision) {
        int[] sided = IntStream.range(0, residuals.size())
                .filter(i -> residuals.get(i).hasSides())
                .toArray();
        int combined = Math.min(MOST_SIDES, sided.length);
        List<List<Form>> alternatives = new ArrayList<>();
        for (int sides = 0; sided.length > 0 && sides < 1 << combined; sides++) {
            List<Form> forms = new ArrayList<>(Collections.nCopies(residuals.size(), Form.TRUE));
            for (int j = 0; j < combined; j++) {
                forms.set(sided[j], (sides >> j & 1) == 0 ? Form.BELOW : Form.ABOVE);
            }
            alternatives.add(List.copyOf(forms));
        }
        for (int i : sided) {
            List<Form> forms = new ArrayList<>(Collections.nCopies(residuals.size(), Form.TRUE));
            forms.set(i, Form.STIFF);
            alternatives.add(List.copyOf(forms));
        }
        return new MeasuredRows(List.copyOf(residuals), precision, List.copyOf(alternatives));
    }

    /** Uncorrelated quantities in units of their errors. */
    static MeasuredRows standard(int count) {
        return of(
                Collections.nCopies(count, AsymmetricResidual.of(1, 1, false)),
                Covariance.unit(count).precision());
    }

    int count() {
        return residuals.size();
    }
}
