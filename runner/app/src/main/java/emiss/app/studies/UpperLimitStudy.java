package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingLimit;
import emiss.analysis.TestedStrength;
import emiss.api.DoubleVector;
import emiss.api.experiment.Dataset;
import emiss.app.study.Computation;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.MeasuredRates;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.inference.FitOptions;
import emiss.inference.PseudoExperiment;
import emiss.inference.statistics.AsymptoticLimits;
import emiss.inference.statistics.FeldmanCousins;
import emiss.inference.statistics.StrengthFitter;
import emiss.results.UpperLimitResult;
import emiss.results.UpperLimitResult.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The largest coupling, branching fraction of one transition, or strength of the Standard-Model signal that is allowed, at every
 * mass of a grid.
 *
 * @param strength what is limited
 * @param method how
 * @param level confidence level
 * @param toys how many toys each hypothesis has; 0 for methods without
 */
public record UpperLimitStudy(StrengthSettings strength, String method, double level, int toys) implements Study {
    private static final String PROFILE = "profile";
    private static final String CLS = "cls";
    private static final String CLS_TOYS = "cls-toys";
    private static final String FELDMAN_COUSINS = "feldman-cousins";

    private static final Field METHOD = Field.of("method", Kind.TEXT, PROFILE, "how the limit is found")
            .from(PROFILE, CLS, CLS_TOYS, FELDMAN_COUSINS);

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            UpperLimitResult.TYPE,
            "the largest coupling, branching fraction or mu that is allowed, observed and expected",
            StrengthSettings.fields(METHOD, Fields.LEVEL, ToyPlan.TOYS),
            UpperLimitStudy::decode);

    /**
     * The limit at one mass.
     *
     * @param value the limit; null where unbounded or not found
     * @param expected quantiles of the limit without new particles; null where they were not computed
     * @param responds whether the data respond to what is limited
     * @param note what the bound of mu has to do with it; empty if nothing
     * @param reason why it was not found; empty otherwise
     */
    record Point(@Nullable Double value, @Nullable Expected expected, boolean responds, String note, String reason) {
        private static final Point INSENSITIVE = new Point(null, null, false, "", "");
    }

    @Override
    public Computation<?> begin(StudyContext context) {
        return switch (method) {
            case CLS -> byMass(context, this::asymptotic);
            case CLS_TOYS -> new ClsToys(strength, level, toys).computation(context, this::result);
            case FELDMAN_COUSINS ->
                new FeldmanCousinsToys(strength, DoubleVector.of(), toys).computation(context, this::feldmanCousins);
            default -> byMass(context, this::profile);
        };
    }

    private Computation<Point> byMass(StudyContext context, BiFunction<Analysis, Integer, Point> limit) {
        Analysis analysis = context.analysis();
        return new Computation<>(
                Point.class,
                strength.points(),
                index -> "the limit" + strength.at(index),
                index -> limit.apply(analysis, index),
                this::combine);
    }

    private Point profile(Analysis analysis, int index) {
        if (strength.isMu()) {
            TestedStrength mu = strength.strength(analysis, index);
            if (mu.parameter().isEmpty()) {
                return Point.INSENSITIVE;
            }
            double high = new StrengthTest(analysis, mu)
                    .profile(StrengthTest.rise(level))
                    .high();
            return new Point(
                    strength.value(mu, high).orElse(null),
                    null,
                    true,
                    high == upperBound(analysis) ? "the limit is only the upper bound of mu" : "",
                    "");
        }
        List<String> experiments = analysis.datasets().stream().map(Dataset::id).toList();
        CouplingLimit.Answer answer = new CouplingLimit(
                        List.of(strength.coupling()), CouplingLimit.Others.PROFILE, experiments, level)
                .evaluate(analysis, strength.candidate(index).orElseThrow(), strength.couplings(), Map.of(), Map.of());
        Double observed = answer.value();
        TestedStrength found = strength.strength(analysis, index);
        if (observed != null && strength.transition().isPresent()) {
            // null where the transition is closed at this mass, or the coupling does not contribute to it
            observed = strength.value(found, found.x(observed)).orElse(null);
        }
        return new Point(observed, null, found.parameter().isPresent(), "", answer.reason());
    }

    private static double upperBound(Analysis analysis) {
        return analysis.rescaledStandardModel().parameters().get(0).upperBound();
    }

    private Point asymptotic(Analysis analysis, int index) {
        TestedStrength found = strength.strength(analysis, index);
        if (found.parameter().isEmpty()) {
            return Point.INSENSITIVE;
        }
        AsymptoticLimits limits = limits(analysis, found);
        double observed = limits.observed(level);
        return new Point(
                strength.value(found, observed).orElse(null),
                new Expected(
                        expected(limits, found, -2),
                        expected(limits, found, -1),
                        expected(limits, found, 0),
                        expected(limits, found, 1),
                        expected(limits, found, 2)),
                true,
                strength.isMu() && observed > upperBound(analysis)
                        ? "the limit is above the upper bound of mu, " + upperBound(analysis)
                        : "",
                "");
    }

    static AsymptoticLimits limits(Analysis analysis, TestedStrength strength) {
        return new AsymptoticLimits(
                new StrengthFitter(analysis.model(), FitOptions.DEFAULT),
                PseudoExperiment.observed(analysis.data()),
                strength.requiredParameter(),
                analysis.standardModelFit());
    }

    private @Nullable Double expected(AsymptoticLimits limits, TestedStrength found, double sigma) {
        return strength.value(found, limits.expected(level, sigma)).orElse(null);
    }

    private Outcome combine(Points<Point> attempts) {
        List<String> problems = new ArrayList<>();
        Outcome outcome = result(
                index -> {
                    Optional<Point> found = attempts.at(index);
                    found.map(Point::reason)
                            .filter(reason -> !reason.isEmpty())
                            .ifPresent(reason ->
                                    problems.add("the limit" + strength.at(index) + " was not found: " + reason));
                    return Optional.of(new UpperLimitResult.Point(
                            strength.mass(index),
                            strength.ctau(index),
                            found.map(Point::value).orElse(null),
                            null,
                            found.map(Point::expected).orElse(null),
                            null));
                },
                attempts::isReached);
        problems.addAll(outcome.problems());
        if (!attempts.computed().isEmpty() && attempts.computed().stream().noneMatch(Point::responds)) {
            problems.add("the data do not respond to " + strength.coupling()
                    + (strength.isMu() ? "" : " at any of the masses"));
        }
        UpperLimitResult result = (UpperLimitResult) outcome.result();
        for (Point point : attempts.computed()) {
            result = point.note.isEmpty() ? result : result.with(point.note);
        }
        return new Outcome(result, problems);
    }

    private Outcome feldmanCousins(Function<Integer, Optional<FeldmanCousinsToys.Found>> atMass) {
        return result(
                index -> atMass.apply(index).map(found -> {
                    FeldmanCousins.Ends ends = found.intervals().interval(level);
                    double high = ends.high();
                    return new UpperLimitResult.Point(
                            strength.mass(index),
                            strength.ctau(index),
                            strength.value(found.strength(), high).orElse(null),
                            strength.slope(found.strength(), high)
                                    .map(slope -> slope * ends.highError())
                                    .filter(Double::isFinite)
                                    .orElse(null),
                            null,
                            found.toys());
                }),
                index -> true);
    }

    /** The result from its points. */
    private Outcome result(IntFunction<Optional<UpperLimitResult.Point>> point, Function<Integer, Boolean> isReached) {
        List<UpperLimitResult.Point> points = IntStream.range(0, strength.points())
                .filter(isReached::apply)
                .mapToObj(index -> point.apply(index)
                        .orElseGet(() -> new UpperLimitResult.Point(
                                strength.mass(index), strength.ctau(index), null, null, null, null)))
                .toList();
        return new Outcome(
                new UpperLimitResult(strength.scenario(), strength.quantity(), method, level, points, notes(points)),
                List.of());
    }

    private Outcome result(IntFunction<Optional<UpperLimitResult.Point>> point) {
        return result(point, index -> true);
    }

    private List<String> notes(List<UpperLimitResult.Point> points) {
        double largest = points.stream()
                .map(UpperLimitResult.Point::observed)
                .flatMapToDouble(value -> value == null ? DoubleStream.empty() : DoubleStream.of(value))
                .max()
                .orElse(0);
        return strength.transition()
                .map(found -> MeasuredRates.NONE.notes(Map.of(found.id(), largest)))
                .orElse(List.of());
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        String method = decoder.choice(METHOD);
        double level = decoder.level(Fields.LEVEL);
        boolean hasToys = method.equals(CLS_TOYS) || method.equals(FELDMAN_COUSINS);
        int toys = hasToys ? ToyPlan.decode(decoder) : 0;
        Optional<StrengthSettings> settings = StrengthSettings.decode(decoder, Fields.MASSES);
        settings.ifPresent(strength -> ToyPlan.checkWork(
                decoder,
                method.equals(CLS_TOYS)
                        ? ClsToys.hypotheses(strength)
                        : new FeldmanCousinsToys(strength, DoubleVector.of(), toys).hypotheses(),
                toys));
        return settings.map(strength -> new UpperLimitStudy(strength, method, level, toys));
    }
}
