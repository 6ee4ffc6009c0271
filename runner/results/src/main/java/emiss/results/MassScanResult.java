package emiss.results;

import emiss.api.scenario.Complex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The best couplings of a scenario at every mass of a grid, and the best mass.
 *
 * @param scenario id of the scenario
 * @param rescaledSm the rescaled Standard Model
 * @param points one per mass
 * @param best the best mass; null if no point was computed
 * @param betterThanRescaledSm ranges of mass [GeV] in which t is below that of the rescaled Standard Model
 * @param notes which ends of intervals are only bounds; one line each
 */
public record MassScanResult(
        String scenario,
        RescaledSm rescaledSm,
        List<Point> points,
        @Nullable Best best,
        List<Interval> betterThanRescaledSm,
        @Nullable List<String> notes)
        implements Result, Ranked {
    /** The type of these results. */
    public static final ResultType<MassScanResult> TYPE = new ResultType<>("mass-scan", MassScanResult.class);

    /**
     * The rescaled Standard Model, for comparison.
     *
     * @param t -2 ln(L/L_SM)
     * @param mu signal strength; null if the data do not determine it
     */
    public record RescaledSm(double t, @Nullable Double mu) {}

    /**
     * The best fit at one mass.
     *
     * @param mass mass [GeV]
     * @param t -2 ln(L/L_SM); null if the fit failed
     * @param couplings best couplings; null where the data do not respond
     * @param branchingFractions of every transition that is open
     * @param converged whether the fit converged
     */
    public record Point(
            double mass,
            @Nullable Double t,
            Map<String, @Nullable Complex> couplings,
            Map<String, Double> branchingFractions,
            boolean converged) {}

    /**
     * The best mass, refined beyond the grid.
     *
     * @param mass best mass [GeV]
     * @param massInterval68 where t is within 1 of its minimum [GeV]; an end is open where the grid ends before that
     * @param t -2 ln(L/L_SM)
     * @param significance local significance [standard deviations] for {@code parameters} degrees of freedom
     * @param significanceOverRescaledSm square root of the improvement in -2 ln L over the rescaled Standard Model
     * @param significanceMassFloated the same with the mass counted as a parameter
     * @param parameters number of floating coupling parameters
     * @param couplings best couplings
     * @param couplingIntervals68 their intervals at the best mass, others profiled; an end is open where unbounded
     * @param derived values of the derived quantities; null where the data do not respond to one of their couplings
     * @param derivedIntervals68 their intervals at the best mass; an end is open where unbounded
     * @param branchingFractions of every transition that is open
     */
    public record Best(
            double mass,
            Interval massInterval68,
            double t,
            double significance,
            double significanceOverRescaledSm,
            double significanceMassFloated,
            int parameters,
            Map<String, Complex> couplings,
            Map<String, Interval> couplingIntervals68,
            Map<String, @Nullable Double> derived,
            Map<String, Interval> derivedIntervals68,
            Map<String, Double> branchingFractions) {}

    /**
     * Copies the notes.
     *
     * @param scenario id of the scenario
     * @param rescaledSm the rescaled Standard Model
     * @param points one per mass
     * @param best the best mass; null if no point was computed
     * @param betterThanRescaledSm ranges of mass [GeV] in which t is below that of the rescaled Standard Model
     * @param notes which ends of intervals are only bounds; one line each
     */
    public MassScanResult {
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** {@return which ends of intervals are only bounds; none in results of version 0.1} */
    @Override
    public List<String> notes() {
        return notes == null ? List.of() : notes;
    }

    @Override
    public Table table() {
        List<String> names = points.isEmpty()
                ? List.of()
                : List.copyOf(points.get(0).couplings().keySet());
        Table.Rows<Point> rows =
                Table.rows(points).key("mass[GeV]", Point::mass).column("t", Point::t);
        names.forEach(name -> rows.column(name, point -> part(point, name, Complex::re)));
        points.stream()
                .flatMap(point -> point.branchingFractions.keySet().stream())
                .distinct()
                .forEach(transition ->
                        rows.column("B(" + transition + ")", point -> point.branchingFractions.get(transition)));
        rows.column("converged", Point::converged);
        names.stream()
                .filter(name -> points.stream()
                        .map(point -> part(point, name, Complex::im))
                        .anyMatch(imaginary -> imaginary != null && imaginary != 0))
                .forEach(name -> rows.column(CouplingPart.imaginary(name), point -> part(point, name, Complex::im)));
        return rows.build();
    }

    private static @Nullable Double part(Point point, String coupling, Function<Complex, Double> part) {
        Complex value = point.couplings.get(coupling);
        return value == null ? null : part.apply(value);
    }

    @Override
    public List<Table> tables() {
        return best == null ? List.of(table()) : List.of(table(), bestTable(best));
    }

    private static Table bestTable(Best best) {
        Table.Builder table = Table.of(List.of("quantity", "value", "value_low68", "value_high68"));
        table.row(Arrays.asList("mass[GeV]", best.mass, best.massInterval68.low(), best.massInterval68.high()));
        table.row(Arrays.asList("t", best.t, null, null));
        table.row(Arrays.asList("significance", best.significance, null, null));
        table.row(Arrays.asList("significanceMassFloated", best.significanceMassFloated, null, null));
        CouplingPart.of(best.couplings, best.couplingIntervals68)
                .forEach(part -> table.row(Arrays.asList(
                        part.name(),
                        part.value(),
                        part.interval68().low(),
                        part.interval68().high())));
        best.derived.forEach((name, value) -> {
            Interval interval = best.derivedIntervals68.getOrDefault(name, Interval.OPEN);
            table.row(Arrays.asList(name, value, interval.low(), interval.high()));
        });
        best.branchingFractions.forEach(
                (transition, value) -> table.row(Arrays.asList("B(" + transition + ")", value, null, null)));
        return table.part("best")
                .description("The best mass with what belongs to it, 68 % intervals")
                .build();
    }

    @Override
    public Optional<Interval> interval68(String pointer) {
        if (best == null) {
            return Optional.empty();
        }
        if (pointer.equals("/best/mass")) {
            return Optional.of(best.massInterval68);
        }
        return Pointers.nameBelow(pointer, "/best/couplings/")
                .map(best.couplingIntervals68::get)
                .or(() -> Pointers.nameBelow(pointer, "/best/derived/").map(best.derivedIntervals68::get));
    }

    @Override
    public Optional<RankEntry> rankEntry(String study) {
        return Optional.ofNullable(best)
                .map(found -> new RankEntry(
                        study,
                        scenario,
                        found.mass,
                        found.massInterval68,
                        found.couplings,
                        found.couplingIntervals68,
                        found.t,
                        found.parameters,
                        found.significance,
                        found.significanceMassFloated));
    }
}
