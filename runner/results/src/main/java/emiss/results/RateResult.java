package emiss.results;

import emiss.api.scenario.Complex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rate of a scenario in one transition for given couplings.
 *
 * @param scenario id of the scenario
 * @param transition id of the transition
 * @param couplings the couplings that were used
 * @param width width [GeV]
 * @param branchingFraction width times lifetime
 * @param longitudinalFraction integrated longitudinal fraction; null where the rate is zero
 * @param points the spectrum
 * @param notes what to know about the numbers; one line each
 */
public record RateResult(
        String scenario,
        String transition,
        Map<String, Complex> couplings,
        double width,
        double branchingFraction,
        @Nullable Double longitudinalFraction,
        List<Point> points,
        @Nullable List<String> notes)
        implements Result {
    /** The type of these results. */
    public static final ResultType<RateResult> TYPE = new ResultType<>("rate", RateResult.class);

    /**
     * The spectrum at one q2.
     *
     * @param q2 invariant mass squared of the invisible system [GeV^2]
     * @param dGammaDq2 differential width [1/GeV]
     * @param dBrDq2 differential branching fraction [1/GeV^2]
     * @param longitudinalFraction longitudinal fraction; null where the rate is zero
     */
    public record Point(
            double q2,
            double dGammaDq2,
            double dBrDq2,
            @Nullable Double longitudinalFraction) {}

    /**
     * Copies the notes.
     *
     * @param scenario id of the scenario
     * @param transition id of the transition
     * @param couplings the couplings that were used
     * @param width width [GeV]
     * @param branchingFraction width times lifetime
     * @param longitudinalFraction integrated longitudinal fraction; null where the rate is zero
     * @param points the spectrum
     * @param notes what to know about the numbers; one line each
     */
    public RateResult {
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** {@return what to know about the numbers; none in results of version 0.1} */
    @Override
    public List<String> notes() {
        return notes == null ? List.of() : notes;
    }

    /** {@return the spectrum; without one, the integrated quantities} */
    @Override
    public Table table() {
        return points.isEmpty() ? totals().build() : spectrum();
    }

    @Override
    public List<Table> tables() {
        return points.isEmpty()
                ? List.of(table())
                : List.of(
                        table(),
                        totals().part("totals")
                                .description("Integrated quantities")
                                .build());
    }

    private Table.Builder totals() {
        return Table.of(List.of("quantity", "value"))
                .row(Arrays.asList("width[GeV]", width))
                .row(Arrays.asList("B(" + transition + ")", branchingFraction))
                .row(Arrays.asList("longitudinalFraction", longitudinalFraction));
    }

    private Table spectrum() {
        return Table.rows(points)
                .key("q2[GeV2]", Point::q2)
                .column("dGammaDq2[1/GeV]", Point::dGammaDq2)
                .column("dBrDq2[1/GeV2]", Point::dBrDq2)
                .column("longitudinalFraction", Point::longitudinalFraction)
                .build();
    }
}
