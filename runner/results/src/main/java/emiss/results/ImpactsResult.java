package emiss.results;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What nuisance parameters do to one parameter.
 *
 * @param parameter what the parameter is, in words
 * @param scenario id of the scenario; null for the strength of the Standard-Model signal
 * @param mass mass [GeV]; null without new particles
 * @param value its best value
 * @param interval68 where -2 ln L has risen by 1
 * @param sigmaHessian its standard deviation from second derivatives
 * @param nuisances the nuisance parameters, the largest impact first
 * @param breakdown the parts of the error that sources of uncertainty make
 */
public record ImpactsResult(
        String parameter,
        @Nullable String scenario,
        @Nullable Double mass,
        double value,
        Interval interval68,
        double sigmaHessian,
        List<Nuisance> nuisances,
        Breakdown breakdown)
        implements Result {
    /** The type of these results. */
    public static final ResultType<ImpactsResult> TYPE = new ResultType<>("impacts", ImpactsResult.class);

    /**
     * A nuisance parameter.
     *
     * @param name its name
     * @param pull (value - centre)/width of its constraint; 0 without one
     * @param constraint its standard deviation after the fit in units of that width; null without one
     * @param postFit shifts of the parameter if it is held at its best value plus, then minus, its standard deviation after the
     *     fit, all others fitted again; null where a fit failed
     * @param preFit the same with the width of its constraint; null without one
     */
    public record Nuisance(
            String name, double pull, @Nullable Double constraint, Shifts postFit, Shifts preFit) {}

    /**
     * Shifts of the parameter; written as a list of the two.
     *
     * @param up if the nuisance parameter is raised; null where there is none
     * @param down if it is lowered; null where there is none
     */
    @AsList
    public record Shifts(@Nullable Double up, @Nullable Double down) {}

    /**
     * Two ways to share the error out; neither is right or wrong.
     *
     * @param fixing by how much the error falls if the nuisance parameters of a group are known; squares do not add up
     * @param fluctuating by how much the parameter varies if the data of a group fluctuate (arXiv:2307.04007); squares add up
     */
    public record Breakdown(List<Fixing> fixing, List<Fluctuating> fluctuating) {}

    /**
     * The part of a group.
     *
     * @param group the group; {@code statistical}: all nuisance parameters are fixed, {@code systematic}: what they make together,
     *     {@code normalisation}: all groups whose name begins with it, {@code total}: the error
     * @param sigma from intervals where -2 ln L rises by 1; null if one was not found
     * @param sigmaHessian from second derivatives; null if a fit failed
     */
    public record Fixing(
            String group, @Nullable Double sigma, @Nullable Double sigmaHessian) {}

    /**
     * The part of a group.
     *
     * @param group the group; {@code data}: events and branching fractions, {@code systematic}: all others together, {@code total}
     * @param sigma standard deviation of the parameter; null if a fit failed
     */
    public record Fluctuating(String group, @Nullable Double sigma) {}

    @Override
    public Table table() {
        return Table.rows(nuisances)
                .key("nuisance", Nuisance::name)
                .column("pull", Nuisance::pull)
                .column("constraint", Nuisance::constraint)
                .column("postFitUp", nuisance -> nuisance.postFit.up)
                .column("postFitDown", nuisance -> nuisance.postFit.down)
                .column("preFitUp", nuisance -> nuisance.preFit.up)
                .column("preFitDown", nuisance -> nuisance.preFit.down)
                .build();
    }

    @Override
    public List<Table> tables() {
        return List.of(
                table(),
                Table.rows(breakdown.fixing)
                        .key("group", Fixing::group)
                        .column("sigma", Fixing::sigma)
                        .column("sigmaHessian", Fixing::sigmaHessian)
                        .build("fixing", "Parts of the error of " + parameter + " by fixing"),
                Table.rows(breakdown.fluctuating)
                        .key("group", Fluctuating::group)
                        .column("sigma", Fluctuating::sigma)
                        .build("fluctuating", "Parts of the error of " + parameter + " by fluctuating"));
    }

    @Override
    public Optional<Interval> interval68(String pointer) {
        return pointer.equals("/value") ? Optional.of(interval68) : Optional.empty();
    }
}
