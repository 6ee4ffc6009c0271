package emiss.results;

import emiss.api.scenario.Complex;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The best couplings of a scenario at one mass, or with the mass free.
 *
 * @param scenario id of the scenario
 * @param mass mass [GeV]
 * @param t -2 ln(L/L_SM)
 * @param parameters number of floating parameters, the mass included if it floats
 * @param significance significance [standard deviations] for that many degrees of freedom
 * @param couplings best couplings; empty where the data do not respond
 * @param derived values of the derived quantities; null where the data do not respond to one of their couplings
 * @param intervals68 where -2 ln L rises by 1 with everything else profiled, by coupling ({@code Im NAME} for imaginary parts),
 *     derived quantity and {@code mass} (couplings and derived quantities: at the best mass)
 * @param branchingFractions of every transition that is open
 * @param pulls (value - centre)/width of every nuisance parameter; 0 for those without a constraint
 * @param constraints post-fit standard deviations of the nuisance parameters in units of the widths of their constraints, from the
 *     exact second derivatives; without those that have no constraint; null in results of version 0.1 and where they were not found
 * @param converged whether the fit converged
 * @param massFixed whether the mass was fixed
 * @param localSignificance the significance without the mass as a parameter; null in results of version 0.1
 * @param notes which ends of intervals are only bounds; one line each
 */
public record FitResult(
        String scenario,
        double mass,
        double t,
        int parameters,
        double significance,
        Map<String, Complex> couplings,
        Map<String, @Nullable Double> derived,
        Map<String, Interval> intervals68,
        Map<String, Double> branchingFractions,
        Map<String, Double> pulls,
        @Nullable Map<String, Double> constraints,
        boolean converged,
        boolean massFixed,
        @Nullable Double localSignificance,
        @Nullable List<String> notes)
        implements Result, Ranked {
    /** The type of these results. */
    public static final ResultType<FitResult> TYPE = new ResultType<>("fit", FitResult.class);

    /** {@return the interval of the mass; null if it was fixed} */
    public @Nullable Interval massInterval68() {
        return massFixed ? null : intervals68.get("mass");
    }

    /** {@return the intervals of the couplings alone} */
    public Map<String, Interval> couplingIntervals68() {
        Map<String, Interval> intervals = new LinkedHashMap<>(intervals68);
        intervals.keySet().removeIf(name -> !couplings.containsKey(CouplingPart.couplingOf(name)));
        return intervals;
    }

    /**
     * Copies the notes.
     *
     * @param scenario id of the scenario
     * @param mass mass [GeV]
     * @param t -2 ln(L/L_SM)
     * @param parameters number of floating parameters, the mass included if it floats
     * @param significance significance [standard deviations] for that many degrees of freedom
     * @param couplings best couplings; empty where the data do not respond
     * @param derived values of the derived quantities; null where the data do not respond to one of their couplings
     * @param intervals68 where -2 ln L rises by 1 with everything else profiled, by coupling ({@code Im NAME} for imaginary parts),
     *     derived quantity and {@code mass} (couplings and derived quantities: at the best mass)
     * @param branchingFractions of every transition that is open
     * @param pulls (value - centre)/width of every nuisance parameter; 0 for those without a constraint
     * @param constraints post-fit standard deviations of the nuisance parameters in units of the widths of their constraints, from the
     *     exact second derivatives; without those that have no constraint; null in results of version 0.1 and where they were not found
     * @param converged whether the fit converged
     * @param massFixed whether the mass was fixed
     * @param localSignificance the significance without the mass as a parameter; null in results of version 0.1
     * @param notes which ends of intervals are only bounds; one line each
     */
    public FitResult {
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** {@return which ends of intervals are only bounds; none in results of version 0.1} */
    @Override
    public List<String> notes() {
        return notes == null ? List.of() : notes;
    }

    @Override
    public Table table() {
        Table.Builder table = Table.of(List.of("quantity", "value", "low68", "high68"));
        table.row(row("mass[GeV]", "mass", mass));
        table.row(Arrays.asList("t", t, null, null));
        CouplingPart.of(couplings, intervals68).forEach(part -> table.row(row(part.name(), part.name(), part.value())));
        derived.forEach((name, value) -> table.row(row(name, name, value)));
        branchingFractions.forEach(
                (transition, value) -> table.row(Arrays.asList("B(" + transition + ")", value, null, null)));
        return table.independent("quantity").build();
    }

    @Override
    public List<Table> tables() {
        return List.of(
                table(),
                Table.rows(List.copyOf(pulls.entrySet()))
                        .key("parameter", Map.Entry::getKey)
                        .column("pull", Map.Entry::getValue)
                        .column("width", pull -> constraints == null ? null : constraints.get(pull.getKey()))
                        .build(
                                "pulls",
                                "(value - centre)/width of nuisance parameters, and their widths after the fit"));
    }

    private List<@Nullable Object> row(String label, String name, @Nullable Object value) {
        Interval interval = intervals68.getOrDefault(name, Interval.OPEN);
        return Arrays.asList(label, value, interval.low(), interval.high());
    }

    @Override
    public Optional<Interval> interval68(String pointer) {
        return Pointers.nameBelow(pointer, "/couplings/", "/derived/")
                .or(() -> pointer.equals("/mass") ? Optional.of("mass") : Optional.empty())
                .map(intervals68::get);
    }

    @Override
    public Optional<RankEntry> rankEntry(String study) {
        return Optional.of(new RankEntry(
                study,
                scenario,
                mass,
                massInterval68(),
                couplings,
                couplingIntervals68(),
                t,
                massFixed ? parameters : parameters - 1,
                localSignificance == null ? significance : localSignificance,
                massFixed ? null : significance));
    }
}
