package emiss.results;

import emiss.api.scenario.Complex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The strength of the Standard-Model signal.
 *
 * @param mu best value; 1 is the Standard Model; null if the data do not determine it
 * @param interval68 ends where -2 ln L has risen by 1, or bounds of mu, which {@code notes} say; an end is open where there is
 *     neither
 * @param minus2LnL -2 ln(L/L_saturated) at the minimum
 * @param deltaMu0 rise of -2 ln L at mu = 0; null if that is impossible
 * @param deltaMu1 rise of -2 ln L at mu = 1; null if that is impossible
 * @param maxLogpdf log-pdf at the minimum, with all constants
 * @param notes which ends are only bounds, what is fixed, undetermined or impossible; one line each
 */
public record SignalStrengthResult(
        @Nullable Double mu,
        Interval interval68,
        double minus2LnL,
        @Nullable Double deltaMu0,
        @Nullable Double deltaMu1,
        double maxLogpdf,
        @Nullable List<String> notes)
        implements Result, Ranked {
    /** The type of these results. */
    public static final ResultType<SignalStrengthResult> TYPE =
            new ResultType<>("signal-strength", SignalStrengthResult.class);

    /**
     * Copies the notes.
     *
     * @param mu best value; 1 is the Standard Model; null if the data do not determine it
     * @param interval68 ends where -2 ln L has risen by 1, or bounds of mu, which {@code notes} say; an end is open where there is
     *     neither
     * @param minus2LnL -2 ln(L/L_saturated) at the minimum
     * @param deltaMu0 rise of -2 ln L at mu = 0; null if that is impossible
     * @param deltaMu1 rise of -2 ln L at mu = 1; null if that is impossible
     * @param maxLogpdf log-pdf at the minimum, with all constants
     * @param notes which ends are only bounds, what is fixed, undetermined or impossible; one line each
     */
    public SignalStrengthResult {
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** {@return which ends are only bounds, what is fixed, undetermined or impossible; none in results of version 0.1} */
    @Override
    public List<String> notes() {
        return notes == null ? List.of() : notes;
    }

    /** {@return the distance from the Standard Model [standard deviations]; null if that is impossible} */
    public @Nullable Double sigmaFromSm() {
        return sigma(deltaMu1);
    }

    /** {@return the distance from no signal at all [standard deviations]; null if that is impossible} */
    public @Nullable Double sigmaFromNoSignal() {
        return sigma(deltaMu0);
    }

    private static @Nullable Double sigma(@Nullable Double rise) {
        return rise == null ? null : (Double) Math.sqrt(Math.max(0, rise));
    }

    @Override
    public Table table() {
        return Table.of(List.of("mu", "mu_low68", "mu_high68", "minus2LnL", "deltaMu0", "deltaMu1", "maxLogpdf"))
                .row(Arrays.asList(mu, interval68.low(), interval68.high(), minus2LnL, deltaMu0, deltaMu1, maxLogpdf))
                .independent()
                .build();
    }

    @Override
    public Optional<Interval> interval68(String pointer) {
        return pointer.equals("/mu") ? Optional.of(interval68) : Optional.empty();
    }

    @Override
    public Optional<RankEntry> rankEntry(String study) {
        Double sigma = sigmaFromSm();
        if (mu == null || deltaMu1 == null || sigma == null) {
            return Optional.empty();
        }
        return Optional.of(new RankEntry(
                study,
                RankEntry.RESCALED_SM,
                null,
                null,
                Map.of("mu", Complex.real(mu)),
                Map.of("mu", interval68),
                -deltaMu1,
                1,
                sigma,
                null));
    }
}
