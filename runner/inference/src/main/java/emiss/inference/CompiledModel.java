package emiss.inference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the terms of a likelihood are made of, one part for each; immutable, shared between threads. */
final class CompiledModel {
    final int bins;
    final CellLayout cells;
    final BinFactors factors;
    final ExplicitParameters explicit;
    /** Branching fractions, in rows that follow the bins. */
    final MeasuredRows measured;
    /** The part of the log-pdf that depends on neither data nor parameters. */
    final double logNormalisation;

    private final List<String> nuisanceNames;
    private final Map<String, Integer> nuisanceIndex = new HashMap<>();

    /** Takes the parts, and the names of the explicit parameters, then of the per-bin factors. */
    CompiledModel(
            List<String> nuisanceNames,
            CellLayout cells,
            BinFactors factors,
            ExplicitParameters explicit,
            MeasuredRows measured,
            double logNormalisation) {
        this.bins = factors.rowSlots.length;
        this.cells = cells;
        this.factors = factors;
        this.explicit = explicit;
        this.measured = measured;
        this.logNormalisation = logNormalisation;
        this.nuisanceNames = List.copyOf(nuisanceNames);
        for (int i = 0; i < nuisanceNames.size(); i++) {
            if (nuisanceIndex.put(nuisanceNames.get(i), i) != null) {
                throw new IllegalArgumentException("two nuisance parameters are called " + nuisanceNames.get(i));
            }
        }
    }

    /** The same model with some nuisance parameters held, explicit ones at a value, per-bin factors at their centres. */
    CompiledModel holding(boolean[] held, double[] values) {
        return new CompiledModel(
                nuisanceNames,
                cells,
                factors.holding(Arrays.copyOfRange(held, explicit.count(), held.length)),
                explicit.holding(held, values),
                measured,
                logNormalisation);
    }

    List<String> nuisanceNames() {
        return nuisanceNames;
    }

    int rows() {
        return bins + measured.count();
    }

    int nuisanceIndex(String name) {
        Integer index = nuisanceIndex.get(name);
        if (index == null) {
            throw new IllegalArgumentException("there is no nuisance parameter " + name);
        }
        return index;
    }

    /** Centres of the constraints as they were published. */
    double[] centres() {
        return nuisanceValues(explicit.centres(), factors.centres());
    }

    /** Standard deviations of the constraints. */
    double[] constraintWidths() {
        return nuisanceValues(explicit.widths(), factors.widths());
    }

    boolean isPoissonConstrained(int nuisance) {
        return nuisance < explicit.count() && explicit.poissonScale[nuisance] > 0;
    }

    /** The per-slot values among all nuisance values; 1 for plain slots. */
    double[] slotValues(double[] nuisances) {
        double[] values = new double[factors.count];
        Arrays.fill(values, 1);
        for (int i = 0; i < factors.gammas.length; i++) {
            values[factors.gammas[i]] = nuisances[explicit.count() + i];
        }
        return values;
    }

    /** Explicit values followed by those of the slots that are gammas. */
    double[] nuisanceValues(double[] explicitValues, double[] slots) {
        double[] values = Arrays.copyOf(explicitValues, explicit.count() + factors.gammas.length);
        for (int i = 0; i < factors.gammas.length; i++) {
            values[explicit.count() + i] = slots[factors.gammas[i]];
        }
        return values;
    }
}
