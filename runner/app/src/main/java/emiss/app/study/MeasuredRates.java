package emiss.app.study;

import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Quality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Branching fractions that data sets have measured, each of a single transition; immutable. */
public final class MeasuredRates {
    /** No measurement at all. */
    public static final MeasuredRates NONE = new MeasuredRates(List.of());

    /** A branching fraction so many standard deviations above a measurement is not what was seen. */
    private static final double FAR = 5;

    private record Measured(String dataset, double value, double error) {}

    private final Map<String, List<Measured>> byTransition = new LinkedHashMap<>();

    /** Takes what there is among data sets; projections, and what is not published, are no measurements. */
    public MeasuredRates(Iterable<? extends Dataset> datasets) {
        for (Dataset dataset : datasets) {
            if (dataset instanceof BranchingFractionData data && data.quality() != Quality.UNPUBLISHED) {
                for (BranchingFractionData.Measurement measurement : data.measurements()) {
                    List<String> transitions = List.copyOf(measurement.mixture().transitions());
                    if (transitions.size() == 1) {
                        byTransition
                                .computeIfAbsent(transitions.get(0), key -> new ArrayList<>())
                                .add(new Measured(dataset.id(), measurement.value(), measurement.errorHigh()));
                    }
                }
            }
        }
    }

    /** What to say of branching fractions, by transition, that are above 1, or far above what was measured; one line each. */
    public List<String> notes(Map<String, Double> branchingFractions) {
        List<String> notes = new ArrayList<>();
        branchingFractions.forEach((transition, fraction) -> {
            if (fraction > 1) {
                notes.add(String.format(
                        Locale.ROOT,
                        "B(%s) is %.2g, which exceeds 1: the couplings are larger than they can be",
                        transition,
                        fraction));
                return;
            }
            byTransition.getOrDefault(transition, List.of()).stream()
                    .filter(measured -> fraction > measured.value + FAR * measured.error)
                    .findFirst()
                    .ifPresent(measured -> notes.add(String.format(
                            Locale.ROOT,
                            "B(%s) is %s, %.0f standard deviations above what %s measured",
                            transition,
                            rounded(fraction),
                            (fraction - measured.value) / measured.error,
                            measured.dataset)));
        });
        return notes;
    }

    private static String rounded(double fraction) {
        return String.format(Locale.ROOT, "%.1e", fraction).replace("e-0", "e-");
    }
}
