package emiss.results;

import emiss.api.DoubleVector;
import emiss.api.scenario.Complex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How improbable the data are without a signal.
 *
 * @param scenario id of the scenario; null for the strength of the Standard-Model signal
 * @param nullHypothesis what is tested: {@code sm} or {@code background}
 * @param best where the improvement is largest
 * @param local the p-value at that mass, as if it had been known before
 * @param massFloated the p-value of an improvement as large at any mass of the grid; null with one mass
 * @param twoDof what the chi-square distribution with the mass as one more parameter gives; null with one mass
 * @param grossVitells the p-value by upcrossings of a threshold in toys; null with one mass
 * @param toys the toys; null without toys
 * @param distribution the test statistic in toys: the largest over the masses if there are several; null without toys
 * @param scan the improvement at every mass; empty with one mass
 */
public record SignificanceResult(
        @Nullable String scenario,
        String nullHypothesis,
        Best best,
        Local local,
        @Nullable MassFloated massFloated,
        @Nullable Probability twoDof,
        @Nullable GrossVitells grossVitells,
        @Nullable ToyCount toys,
        @Nullable ToyDistribution distribution,
        List<AtMass> scan)
        implements Result {
    /** The type of these results. */
    public static final ResultType<SignificanceResult> TYPE =
            new ResultType<>("significance", SignificanceResult.class);

    /**
     * The largest improvement.
     *
     * @param mass mass [GeV], one of the grid; null without new particles
     * @param t -2 ln of the likelihood ratio to the null hypothesis
     * @param couplings best couplings, or {@code mu}
     */
    public record Best(@Nullable Double mass, double t, Map<String, Complex> couplings) {}

    /**
     * The p-value at the best mass.
     *
     * @param t -2 ln of the likelihood ratio to the null hypothesis
     * @param p the p-value; an upper limit at 95 % confidence level if {@code pError} is null and the method is toys
     * @param pError its standard deviation from the number of toys; null without toys, and if no toy is as extreme
     * @param sigma one-sided standard deviations
     * @param method {@code asymptotic} or {@code toys}
     * @param asymptotic the asymptotic p-value, whatever the method
     */
    public record Local(
            double t, double p, @Nullable Double pError, double sigma, String method, Probability asymptotic) {}

    /**
     * The p-value with the mass free within its grid.
     *
     * @param p the p-value; an upper limit at 95 % confidence level if {@code pError} is null and the method is toys
     * @param pError its standard deviation from the number of toys; null if no toy is as extreme
     * @param sigma one-sided standard deviations
     * @param method {@code gross-vitells} or {@code toys}
     * @param masses the grid [GeV], part of the result
     */
    public record MassFloated(double p, @Nullable Double pError, double sigma, String method, DoubleVector masses) {}

    /**
     * A p-value.
     *
     * @param p the p-value
     * @param sigma one-sided standard deviations
     */
    public record Probability(double p, double sigma) {}

    /**
     * The p-value by upcrossings (arXiv:1005.1891).
     *
     * @param p the p-value
     * @param sigma one-sided standard deviations
     * @param threshold the threshold of the test statistic
     * @param upcrossings mean number of upcrossings of it in toys
     * @param upcrossingsError its standard deviation
     */
    public record GrossVitells(double p, double sigma, double threshold, double upcrossings, double upcrossingsError) {}

    /**
     * The improvement at one mass.
     *
     * @param mass mass [GeV]
     * @param t -2 ln of the likelihood ratio to the null hypothesis; null if the fit failed
     */
    public record AtMass(double mass, @Nullable Double t) {}

    /** {@return how many times more improbable the improvement is at one mass than at any; null with one mass} */
    public @Nullable Double trialFactor() {
        return massFloated == null ? null : (Double) (massFloated.p / local.p);
    }

    @Override
    public Table table() {
        Table.Builder table = Table.of(List.of("number", "t", "p", "pError", "sigma", "method"));
        table.row(Arrays.asList("local", local.t, local.p, local.pError, local.sigma, local.method));
        table.row(Arrays.asList(
                "local, asymptotic", local.t, local.asymptotic.p, null, local.asymptotic.sigma, "asymptotic"));
        if (massFloated != null) {
            table.row(Arrays.asList(
                    "mass floated", local.t, massFloated.p, massFloated.pError, massFloated.sigma, massFloated.method));
        }
        if (grossVitells != null) {
            table.row(
                    Arrays.asList("Gross-Vitells", local.t, grossVitells.p, null, grossVitells.sigma, "gross-vitells"));
        }
        if (twoDof != null) {
            table.row(Arrays.asList("mass as a parameter", local.t, twoDof.p, null, twoDof.sigma, "asymptotic"));
        }
        return table.build();
    }

    @Override
    public List<Table> tables() {
        return scan.isEmpty()
                ? List.of(table())
                : List.of(
                        table(),
                        Table.rows(scan)
                                .key("mass[GeV]", AtMass::mass)
                                .column("t", AtMass::t)
                                .build("scan", "The improvement at every mass"));
    }
}
