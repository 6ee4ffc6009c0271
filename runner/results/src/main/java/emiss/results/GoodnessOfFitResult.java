package emiss.results;

import emiss.api.scenario.Complex;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well a hypothesis describes the data: -2 ln of the likelihood ratio to the saturated model.
 *
 * @param hypothesis {@code sm}, {@code rescaled-sm} or the id of a scenario
 * @param mass mass [GeV], the best one if it floated; null without new particles
 * @param massFloated whether the mass floated within a grid
 * @param couplings best couplings, or {@code mu}
 * @param statistic -2 ln(L/L_saturated) at the best fit, constraints included
 * @param p the p-value by toys; an upper limit at 95 % confidence level if {@code pError} is null
 * @param pError its standard deviation from the number of toys; null if no toy is as extreme
 * @param dof how many bins and measurements there are, less the free parameters
 * @param pChiSquare the p-value of a chi-square variable with so many degrees of freedom
 * @param toys the toys
 * @param distribution the statistic in toys
 * @param bins the bins and measurements
 */
public record GoodnessOfFitResult(
        String hypothesis,
        @Nullable Double mass,
        boolean massFloated,
        Map<String, Complex> couplings,
        double statistic,
        double p,
        @Nullable Double pError,
        int dof,
        double pChiSquare,
        Toys toys,
        ToyDistribution distribution,
        List<Bin> bins)
        implements Result {
    /** The type of these results. */
    public static final ResultType<GoodnessOfFitResult> TYPE =
            new ResultType<>("goodness-of-fit", GoodnessOfFitResult.class);

    /**
     * The toys.
     *
     * @param count toys that were fitted
     * @param failed toys in which a fit failed; they are left out
     * @param failures which these are
     * @param mean mean of the statistic
     */
    public record Toys(int count, int failed, List<ToyCount.Failure> failures, double mean) {}

    /**
     * A bin or a measured branching fraction at the best fit.
     *
     * @param channel name of the data set and the channel
     * @param bin number of the bin in its channel, or of the measurement in its data set, from 0
     * @param observed what was observed
     * @param expected what the fit expects
     * @param residual (observed - expected)/sqrt(expected), or over the error of the measurement
     * @param deviance what the bin adds to -2 ln L without constraints, with the sign of the residual; for a measurement the
     *     signed square of the residual
     */
    public record Bin(String channel, int bin, double observed, double expected, double residual, double deviance) {}

    @Override
    public Table table() {
        return Table.rows(List.of(this))
                .key("hypothesis", GoodnessOfFitResult::hypothesis)
                .column("mass[GeV]", GoodnessOfFitResult::mass)
                .column("statistic", GoodnessOfFitResult::statistic)
                .column("p", GoodnessOfFitResult::p)
                .column("pError", GoodnessOfFitResult::pError)
                .column("toys", found -> found.toys.count)
                .column("failed", found -> found.toys.failed)
                .column("toyMean", found -> found.toys.mean)
                .build();
    }

    @Override
    public List<Table> tables() {
        return List.of(
                table(),
                Table.rows(bins)
                        .key("channel", Bin::channel)
                        .key("bin", Bin::bin)
                        .column("observed", Bin::observed)
                        .column("expected", Bin::expected)
                        .column("residual", Bin::residual)
                        .column("deviance", Bin::deviance)
                        .build("bins", "Residuals at the best fit"));
    }
}
