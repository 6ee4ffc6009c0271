package emiss.app.studies;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What to say of branching fractions that cannot be. */
final class BranchingFractionNotes {
    private BranchingFractionNotes() {}

    /** One line for every transition whose branching fraction is above 1. */
    static List<String> of(Map<String, Double> branchingFractions) {
        return branchingFractions.entrySet().stream()
                .filter(fraction -> fraction.getValue() > 1)
                .map(fraction -> String.format(
                        Locale.ROOT,
                        "B(%s) is %.2g, which exceeds 1: the couplings are larger than they can be",
                        fraction.getKey(),
                        fraction.getValue()))
                .toList();
    }
}
