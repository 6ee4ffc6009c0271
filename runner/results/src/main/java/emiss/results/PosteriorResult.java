package emiss.results;

import emiss.api.DoubleVector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The posterior of couplings, a branching fraction or mu, and of the mass.
 *
 * @param scenario id of the scenario; null for the Standard Model
 * @param quantity what the parameter {@code B} is, {@code coupling}, or {@code mu}
 * @param marginals one per parameter, all others integrated over
 * @param jointMode the point of the grid at which the joint density is largest, by parameter
 * @param bayesFactors how much more probable the data are than in simpler hypotheses
 * @param priors by parameter, as in a configuration
 * @param notes where a prior cuts the posterior; one line each
 */
public record PosteriorResult(
        @Nullable String scenario,
        String quantity,
        List<Marginal> marginals,
        Map<String, Double> jointMode,
        BayesFactors bayesFactors,
        Map<String, Map<String, DoubleVector>> priors,
        List<String> notes)
        implements Result {
    /** The type of these results. */
    public static final ResultType<PosteriorResult> TYPE = new ResultType<>("posterior", PosteriorResult.class);

    /**
     * The posterior of one parameter.
     *
     * @param name the coupling, {@code mass} [GeV], {@code B} or {@code mu}
     * @param mode the point of the grid at which its density is largest
     * @param mean its mean
     * @param hpd68 the smallest set with a probability of 68.27 %, from left to right
     * @param hpd95 the same with 95 %
     * @param x the grid
     * @param density density at the points of the grid, linear between them, with an integral of 1
     */
    public record Marginal(
            String name,
            double mode,
            double mean,
            List<Interval> hpd68,
            List<Interval> hpd95,
            DoubleVector x,
            DoubleVector density) {}

    /**
     * Logarithms (base 10) of the average likelihood over the prior, divided by that of a simpler hypothesis.
     *
     * @param sm the Standard Model; null if it is impossible
     * @param background no signal at all; null if that is impossible
     */
    public record BayesFactors(
            @Nullable Double sm, @Nullable Double background) {}

    @Override
    public Table table() {
        Table.Builder table = Table.of(List.of("parameter", "x", "density")).independent("parameter", "x");
        for (Marginal marginal : marginals) {
            for (int i = 0; i < marginal.x.size(); i++) {
                table.row(Arrays.<@Nullable Object>asList(marginal.name, marginal.x.at(i), marginal.density.at(i)));
            }
        }
        return table.description("Marginal posterior densities").build();
    }

    @Override
    public Optional<Interval> interval68(String pointer) {
        return Pointers.item(pointer, "/marginals/", marginals, "/mode")
                .filter(marginal -> marginal.hpd68.size() == 1)
                .map(marginal -> marginal.hpd68.get(0));
    }
}
