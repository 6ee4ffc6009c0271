package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.TestedStrength;
import emiss.app.study.Computation;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.StudyContext;
import emiss.inference.FitResult;
import emiss.inference.Toys;
import emiss.inference.statistics.AsymptoticLimits;
import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.ToyLimits;
import emiss.results.UpperLimitResult;
import emiss.results.UpperLimitResult.Expected;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * CLs limits by toys: with and without signal at values of x around the observed asymptotic limit, and at the expected ones. Points
 * are batches of toys.
 *
 * @param strength what is limited
 * @param level confidence level
 * @param toys how many toys each hypothesis has
 */
record ClsToys(StrengthSettings strength, double level, int toys) {
    private static final double[] FACTORS = ToyLimits.factors();
    private static final int EXPECTED = 5;
    /** Values of x, each with two hypotheses. */
    private static final int VALUES = FACTORS.length + EXPECTED;

    /** One mass: x, and the values at which there are toys. */
    private record AtMass(TestedStrength strength, double[] x) {}

    /** How many hypotheses have toys: with and without signal at every value, mass by mass. */
    static int hypotheses(StrengthSettings strength) {
        return strength.points() * VALUES * 2;
    }

    Computation<ToyBatch> computation(
            StudyContext context, Function<IntFunction<Optional<UpperLimitResult.Point>>, Outcome> combine) {
        Analysis analysis = context.analysis();
        ToyPlan plan = new ToyPlan(hypotheses(strength), toys);
        Shared<AtMass> masses = new Shared<>(index -> atMass(analysis, index));
        Shared<Toys> hypotheses = new Shared<>(hypothesis -> {
            int index = hypothesis / (2 * VALUES);
            AtMass at = masses.at(index);
            double x = at.x[hypothesis / 2 % VALUES];
            boolean hasSignal = hypothesis % 2 == 1;
            FitResult fit = new StrengthTest(analysis, at.strength).at(hasSignal ? x : 0);
            String name = strength.quantity() + strength.at(index) + ", cls at value " + hypothesis / 2 % VALUES
                    + (hasSignal ? " with" : "");
            return new Toys(analysis.model(), fit, Toys.seed(context.seed(), name));
        });
        return plan.computation(
                hypothesis -> strength.at(hypothesis / (2 * VALUES)),
                hypotheses,
                1,
                hypothesis -> {
                    AtMass at = masses.at(hypothesis / (2 * VALUES));
                    double x = at.x[hypothesis / 2 % VALUES];
                    StrengthTest test = new StrengthTest(analysis, at.strength);
                    FitResult warm = test.at(hypothesis % 2 == 1 ? x : 0);
                    StrengthFitter fitter = new StrengthFitter(analysis.model(), StrengthFitter.FOR_TOYS);
                    return toy -> new double[] {fitter.upperLimitStatistic(toy, test.tested(), x, warm)};
                },
                points -> combine.apply(index -> point(analysis, masses, plan, points, index)));
    }

    private AtMass atMass(Analysis analysis, int index) {
        TestedStrength found = strength.strength(analysis, index);
        AsymptoticLimits limits = UpperLimitStudy.limits(analysis, found);
        double[] x = new double[VALUES];
        double observed = limits.observed(level);
        for (int i = 0; i < FACTORS.length; i++) {
            x[i] = FACTORS[i] * observed;
        }
        for (int i = 0; i < EXPECTED; i++) {
            x[FACTORS.length + i] = limits.expected(level, i - 2);
        }
        return new AtMass(found, x);
    }

    private Optional<UpperLimitResult.Point> point(
            Analysis analysis, Shared<AtMass> masses, ToyPlan plan, Points<ToyBatch> points, int index) {
        int from = index * 2 * VALUES;
        for (int hypothesis = from; hypothesis < from + 2 * VALUES; hypothesis++) {
            if (plan.collect(points, hypothesis).count().count() == 0) {
                return Optional.empty();
            }
        }
        AtMass at = masses.at(index);
        AsymptoticLimits limits = UpperLimitStudy.limits(analysis, at.strength);
        ToyLimits byToys = new ToyLimits(limits, level);
        for (int i = 0; i < FACTORS.length; i++) {
            byToys.add(
                    at.x[i],
                    limits.statistic(at.x[i]),
                    statistics(plan, points, from + 2 * i + 1),
                    statistics(plan, points, from + 2 * i));
        }
        @Nullable Double[] expected = new Double[EXPECTED];
        for (int i = 0; i < EXPECTED; i++) {
            int hypothesis = from + 2 * (FACTORS.length + i);
            OptionalDouble found = ToyLimits.expected(
                    limits,
                    level,
                    i - 2,
                    statistics(plan, points, hypothesis + 1),
                    statistics(plan, points, hypothesis));
            expected[i] = found.isPresent()
                    ? strength.value(at.strength, found.getAsDouble()).orElse(null)
                    : null;
        }
        ToyLimits.Limit observed = byToys.observed();
        Double value = null;
        Double error = null;
        if (observed.value().isPresent()) {
            double x = observed.value().getAsDouble();
            value = strength.value(at.strength, x).orElse(null);
            error = strength.slope(at.strength, x)
                    .map(slope -> slope * observed.error().orElseThrow())
                    .orElse(null);
        }
        return Optional.of(new UpperLimitResult.Point(
                strength.mass(index),
                strength.ctau(index),
                value,
                error,
                new Expected(expected[0], expected[1], expected[2], expected[3], expected[4]),
                plan.collect(points, from, from + 2 * VALUES).count()));
    }

    private static double[] statistics(ToyPlan plan, Points<ToyBatch> points, int hypothesis) {
        return plan.collect(points, hypothesis).statistics()[0];
    }
}
