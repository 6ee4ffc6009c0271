package emiss.results;

import emiss.api.scenario.Complex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The strength of the Standard-Model signal.
 *
 * @param mu best value; 1 is the Standard Model
 * @param interval68 ends where -2 ln L has risen by 1
 * @param minus2LnL -2 ln(L/L_saturated) at the minimum
 * @param deltaMu0 rise of -2 ln L at mu = 0
 * @param deltaMu1 rise of -2 ln L at mu = 1
 * @param maxLogpdf log-pdf at the minimum, with all constants
 */
public record SignalStrengthResult(
        double mu, Interval interval68, double minus2LnL, double deltaMu0, double deltaMu1, double maxLogpdf)
        implements Result, Ranked {
    /** The type of these results. */
    public static final ResultType<SignalStrengthResult> TYPE =
            new ResultType<>("signal-strength", SignalStrengthResult.class);

    /** {@return the distance from the Standard Model [standard deviations]} */
    public double sigmaFromSm() {
        return Math.sqrt(Math.max(0, deltaMu1));
    }

    /** {@return the distance from no signal at all [standard deviations]} */
    public double sigmaFromNoSignal() {
        return Math.sqrt(Math.max(0, deltaMu0));
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
        return Optional.of(new RankEntry(
                study,
                RankEntry.RESCALED_SM,
                null,
                null,
                Map.of("mu", Complex.real(mu)),
                Map.of("mu", interval68),
                -deltaMu1,
                1,
                sigmaFromSm(),
                null));
    }
}
