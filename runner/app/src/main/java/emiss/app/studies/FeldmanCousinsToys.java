package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.TestedStrength;
import emiss.api.DoubleVector;
import emiss.app.study.Computation;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.StudyContext;
import emiss.inference.FitResult;
import emiss.inference.Interval;
import emiss.inference.Toys;
import emiss.inference.statistics.FeldmanCousins;
import emiss.inference.statistics.StrengthFitter;
import emiss.results.ToyCount;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Feldman-Cousins intervals: toys at every value of a grid, mass by mass. Points are batches of toys.
 *
 * @param strength what the intervals are of
 * @param grid values of what is meant; none for a standard grid of x
 * @param toys how many toys there are at each value
 */
record FeldmanCousinsToys(StrengthSettings strength, DoubleVector grid, int toys) {
    private static final int POINTS = 20;
    /** The standard grid ends where -2 ln L has risen by this above its minimum. */
    private static final double FARTHEST = 9;

    /** One mass: x, its test, and the values at which there are toys. */
    private record AtMass(TestedStrength strength, double[] grid, double best) {}

    private int values() {
        return grid.size() > 0 ? grid.size() : POINTS + 1;
    }

    /** How many hypotheses have toys: every value of a grid, or of the standard one if it is empty, mass by mass. */
    double hypotheses() {
        return (double) strength.points() * values();
    }

    /**
     * The intervals at one mass.
     *
     * @param strength x
     * @param best the best value of x
     * @param intervals finds them
     * @param toys all toys of this mass
     */
    record Found(TestedStrength strength, double best, FeldmanCousins intervals, ToyCount toys) {}

    Computation<ToyBatch> computation(
            StudyContext context, Function<Function<Integer, Optional<Found>>, Outcome> combine) {
        Analysis analysis = context.analysis();
        ToyPlan plan = new ToyPlan((int) hypotheses(), toys);
        Shared<AtMass> masses = new Shared<>(index -> atMass(analysis, index));
        Shared<Toys> hypotheses = new Shared<>(hypothesis -> {
            AtMass at = masses.at(hypothesis / values());
            double x = at.grid[hypothesis % values()];
            String name = strength.quantity() + strength.at(hypothesis / values()) + ", value " + hypothesis % values();
            FitResult fit = new StrengthTest(analysis, at.strength).at(x);
            return new Toys(analysis.model(), fit, Toys.seed(context.seed(), name));
        });
        return plan.computation(
                hypothesis -> strength.at(hypothesis / values()),
                hypotheses,
                1,
                hypothesis -> {
                    AtMass at = masses.at(hypothesis / values());
                    double x = at.grid[hypothesis % values()];
                    StrengthFitter fitter = new StrengthFitter(analysis.model(), StrengthFitter.FOR_TOYS);
                    StrengthTest test = new StrengthTest(analysis, at.strength);
                    FitResult warm = test.at(x);
                    return toy -> new double[] {fitter.intervalStatistic(toy, test.tested(), x, warm)};
                },
                points -> combine.apply(index -> found(analysis, masses, plan, points, index)));
    }

    private AtMass atMass(Analysis analysis, int index) {
        TestedStrength found = strength.strength(analysis, index);
        StrengthTest test = new StrengthTest(analysis, found);
        if (grid.size() > 0) {
            double perX = strength.transition()
                    .map(transition -> found.branchingFraction(transition.id())
                            .orElseThrow(() -> new IllegalStateException(transition.id() + " is closed")))
                    .orElse(0.0);
            double[] x = IntStream.range(0, grid.size())
                    .mapToDouble(i -> perX > 0 ? grid.at(i) / perX : found.x(grid.at(i)))
                    .sorted()
                    .toArray();
            return new AtMass(found, x, test.best());
        }
        Interval far = test.profile(FARTHEST);
        if (!Double.isFinite(far.high())) {
            throw new IllegalStateException("-2 ln L does not rise by " + FARTHEST);
        }
        return new AtMass(found, FeldmanCousins.grid(far.high(), POINTS), test.best());
    }

    private Optional<Found> found(
            Analysis analysis, Shared<AtMass> masses, ToyPlan plan, Points<ToyBatch> points, int index) {
        int from = index * values();
        for (int value = 0; value < values(); value++) {
            if (plan.collect(points, from + value).count().count() == 0) {
                return Optional.empty();
            }
        }
        AtMass at = masses.at(index);
        double[][] statistics = IntStream.range(0, values())
                .mapToObj(value -> plan.collect(points, from + value).statistics()[0])
                .toArray(double[][]::new);
        StrengthTest test = new StrengthTest(analysis, at.strength);
        return Optional.of(new Found(
                at.strength,
                at.best,
                new FeldmanCousins(at.grid, statistics, test::statistic, at.best),
                plan.collect(points, from, from + values()).count()));
    }
}
