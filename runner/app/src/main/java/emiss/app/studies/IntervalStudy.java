package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.TestedStrength;
import emiss.api.DoubleVector;
import emiss.app.study.Computation;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.Outcome;
import emiss.app.study.Points;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.inference.statistics.FeldmanCousins;
import emiss.results.Interval;
import emiss.results.IntervalResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two-sided intervals of a coupling, a branching fraction or mu, not below 0, at several confidence levels, mass by mass.
 *
 * @param strength what the intervals are of
 * @param method how
 * @param levels confidence levels
 * @param grid values at which there are toys; none for a standard grid
 * @param toys how many toys there are at each value; 0 for the profile method
 */
public record IntervalStudy(StrengthSettings strength, String method, DoubleVector levels, DoubleVector grid, int toys)
        implements Study {
    private static final String PROFILE = "profile";
    private static final String FELDMAN_COUSINS = "feldman-cousins";
    private static final DoubleVector STANDARD = DoubleVector.of(0.6827, 0.9, 0.95);

    private static final Field METHOD = Field.of("method", Kind.TEXT, PROFILE, "how the intervals are found")
            .from(PROFILE, FELDMAN_COUSINS);
    private static final Field LEVELS = Field.of("levels", Kind.GRID, List.of(0.6827, 0.9, 0.95), "confidence levels");
    private static final Field GRID = Field.optional(
            "grid",
            Kind.GRID,
            "values with toys, from 0 on; without it 0 and 20 more up to where -2 ln L has risen by 9");

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            IntervalResult.TYPE,
            "two-sided intervals of a coupling, branching fraction or mu near its bound 0",
            StrengthSettings.fields(METHOD, LEVELS, GRID, ToyPlan.TOYS),
            IntervalStudy::decode);

    /**
     * The profile intervals at one mass.
     *
     * @param best best value; null where there is none
     * @param intervals by level
     * @param bounds levels whose upper end is only the bound of mu
     */
    record Point(@Nullable Double best, Map<String, Interval> intervals, List<String> bounds) {}

    @Override
    public Computation<?> begin(StudyContext context) {
        if (method.equals(FELDMAN_COUSINS)) {
            return new FeldmanCousinsToys(strength, grid, toys).computation(context, this::feldmanCousins);
        }
        Analysis analysis = context.analysis();
        return new Computation<>(
                Point.class,
                strength.points(),
                index -> "the interval" + strength.at(index),
                index -> profile(analysis, index),
                this::combine);
    }

    private Point profile(Analysis analysis, int index) {
        TestedStrength found = strength.strength(analysis, index);
        StrengthTest test = new StrengthTest(analysis, found);
        double bound = found.isMu()
                ? analysis.rescaledStandardModel().parameters().get(0).upperBound()
                : Double.POSITIVE_INFINITY;
        Map<String, Interval> intervals = new LinkedHashMap<>();
        List<String> bounds = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            emiss.inference.Interval x = test.profile(StrengthTest.rise(levels.at(i)));
            intervals.put(key(i), interval(found, x.low(), x.high()));
            if (Double.isFinite(bound) && x.high() == bound) {
                bounds.add(key(i));
            }
        }
        return new Point(strength.value(found, test.best()).orElse(null), intervals, bounds);
    }

    private String key(int level) {
        return String.valueOf(levels.at(level));
    }

    private Interval interval(TestedStrength found, double low, double high) {
        return new Interval(
                strength.value(found, low).orElse(null),
                strength.value(found, high).orElse(null));
    }

    private Outcome combine(Points<Point> points) {
        List<String> notes = points.computed().stream()
                .flatMap(point -> point.bounds.stream())
                .map(level -> "the upper end at " + level + " is only the upper bound of mu")
                .toList();
        return result(
                index -> points.at(index)
                        .map(found -> new IntervalResult.Point(
                                strength.mass(index),
                                strength.ctau(index),
                                found.best,
                                found.intervals,
                                Map.of(),
                                null)),
                notes);
    }

    private Outcome feldmanCousins(Function<Integer, Optional<FeldmanCousinsToys.Found>> atMass) {
        return result(
                index -> atMass.apply(index).map(found -> {
                    Map<String, Interval> intervals = new LinkedHashMap<>();
                    Map<String, Interval> errors = new LinkedHashMap<>();
                    for (int i = 0; i < levels.size(); i++) {
                        FeldmanCousins.Ends ends = found.intervals().interval(levels.at(i));
                        intervals.put(key(i), interval(found.strength(), ends.low(), ends.high()));
                        errors.put(
                                key(i),
                                new Interval(
                                        error(found.strength(), ends.low(), ends.lowError()),
                                        error(found.strength(), ends.high(), ends.highError())));
                    }
                    return new IntervalResult.Point(
                            strength.mass(index),
                            strength.ctau(index),
                            strength.value(found.strength(), found.best()).orElse(null),
                            intervals,
                            errors,
                            found.toys());
                }),
                List.of());
    }

    /** The error of an end; null where the end is a bound. */
    private @Nullable Double error(TestedStrength found, double x, double errorOfX) {
        return x > 0 && Double.isFinite(errorOfX)
                ? strength.slope(found, x).map(slope -> slope * errorOfX).orElse(null)
                : null;
    }

    private Outcome result(IntFunction<Optional<IntervalResult.Point>> point, List<String> notes) {
        List<IntervalResult.Point> points = IntStream.range(0, strength.points())
                .mapToObj(index -> point.apply(index)
                        .orElseGet(() -> new IntervalResult.Point(
                                strength.mass(index), strength.ctau(index), null, Map.of(), Map.of(), null)))
                .toList();
        return new Outcome(
                new IntervalResult(strength.scenario(), strength.quantity(), method, points, notes), List.of());
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        String method = decoder.choice(METHOD);
        DoubleVector levels = decoder.levels(LEVELS, STANDARD);
        boolean hasToys = method.equals(FELDMAN_COUSINS);
        int toys = hasToys ? ToyPlan.decode(decoder) : 0;
        DoubleVector grid = hasToys ? decoder.grid(GRID) : DoubleVector.of();
        if (grid.size() == 1 || IntStream.range(0, grid.size()).anyMatch(i -> grid.at(i) < 0)) {
            decoder.problem(GRID, "the grid is " + grid + ", expected at least two values >= 0");
        }
        Optional<StrengthSettings> settings = StrengthSettings.decode(decoder, Fields.MASSES);
        settings.ifPresent(strength ->
                ToyPlan.checkWork(decoder, new FeldmanCousinsToys(strength, grid, toys).hypotheses(), toys));
        return settings.map(strength -> new IntervalStudy(strength, method, levels, grid, toys));
    }
}
