package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.ValueText;
import emiss.results.UpperLimitResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Upper limits against mass, beside the ones that are expected without new particles where they were computed. */
final class LimitFigure {
    private static final Pattern BRANCHING_FRACTION = Pattern.compile("B\\((.*)\\)");
    private static final Pattern COUPLING = Pattern.compile("\\|(.*)\\|");
    private static final MathText MEDIAN = MathText.plain("expected, median");
    private static final MathText ONE = MathText.parse("expected \u00b11*\u03c3*");
    private static final MathText TWO = MathText.parse("expected \u00b12*\u03c3*");
    private static final double LOGARITHMIC_FROM = 30;
    private static final double EXCLUDED_OPACITY = 0.12;
    /** What the methods are called. */
    static final Map<String, String> METHODS = Map.of(
            "profile", "profile",
            "cls", "CLs",
            "cls-toys", "CLs by toys",
            "feldman-cousins", "Feldman-Cousins");

    private LimitFigure() {}

    static Optional<Figure> figure(String id, List<StudyInRun<UpperLimitResult>> studies) {
        Map<String, List<StudyInRun<UpperLimitResult>>> byQuantity = new LinkedHashMap<>();
        for (StudyInRun<UpperLimitResult> study : studies) {
            UpperLimitResult result = study.result();
            if (result.scenario() != null
                    && result.points().stream()
                            .anyMatch(point -> point.observed() != null || point.expected() != null)) {
                byQuantity
                        .computeIfAbsent(result.quantity(), key -> new ArrayList<>())
                        .add(study);
            }
        }
        if (byQuantity.isEmpty()) {
            return Optional.empty();
        }
        List<StudyInRun<UpperLimitResult>> maps = byQuantity.values().stream()
                .flatMap(List::stream)
                .filter(LifetimeMap::applies)
                .toList();
        List<List<StudyInRun<UpperLimitResult>>> byMass = byQuantity.values().stream()
                .map(all -> all.stream().filter(study -> !maps.contains(study)).toList())
                .filter(all -> !all.isEmpty())
                .toList();
        boolean titled = byMass.size() + maps.size() > 1;
        List<Panel> panels = new ArrayList<>();
        byMass.forEach(drawn -> panels.add(panel(drawn, titled)));
        maps.forEach(map -> panels.add(LifetimeMap.panel(map, titled)));
        StudyInRun<UpperLimitResult> first =
                byQuantity.values().iterator().next().get(0);
        String level = ValueText.setting(100 * first.result().level()) + " % confidence";
        MathText caption = MathText.plain("The largest value that is allowed at " + level
                        + (byMass.isEmpty()
                                ? ", for every mass and lifetime."
                                : ", mass by mass. What is shaded is excluded. A gap in a line: no limit was found at that"
                                        + " mass."))
                .then(Wording.remarks(studies, Wording.couplingNames(studies)));
        return Optional.of(new Figure(id, MathText.plain("Upper limits at " + level), caption, panels));
    }

    private static Panel panel(List<StudyInRun<UpperLimitResult>> studies, boolean titled) {
        List<Layer> layers = new ArrayList<>();
        Range x = new Range();
        for (StudyInRun<UpperLimitResult> study : studies) {
            List<UpperLimitResult.Point> points = study.result().points();
            points.forEach(point -> x.include(abscissa(point)));
            layers.addAll(expected(points));
        }
        studies.forEach(study -> layers.addAll(observed(study)));
        Range y = new Range().includeY(layers);
        MathText quantity = quantity(studies.get(0).result().quantity());
        boolean logarithmic = y.low() > 0 && y.high() / y.low() > LOGARITHMIC_FROM;
        Axis vertical = logarithmic
                ? y.logarithmicAxis(quantity, MathText.EMPTY)
                : y.include(0).airyAxis(quantity, MathText.EMPTY);
        if (studies.size() == 1) {
            layers.addAll(0, excluded(studies.get(0), vertical.high()));
        }
        return new Panel(
                titled ? quantity : MathText.EMPTY, x.tightAxis(Notation.MASS, Notation.GEV), vertical, layers);
    }

    private static List<Layer> observed(StudyInRun<UpperLimitResult> study) {
        String method = study.result().method();
        MathText name = MathText.plain("observed, "
                        + (method == null ? "" : METHODS.getOrDefault(method, method) + ", ")
                        + ValueText.setting(100 * study.result().level()) + " % CL, ")
                .then(Wording.scenarioAndCouplings(study));
        Ink ink = study.couplingInk();
        List<List<Point>> line = line(study);
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Curve(name, ink, line));
        List<Point> alone = line.stream()
                .filter(points -> points.size() == 1)
                .flatMap(List::stream)
                .toList();
        if (!alone.isEmpty()) {
            layers.add(new Layer.Markers(name, ink, Layer.Shape.DISC, alone));
        }
        return layers;
    }

    /** What lies above the limit, up to the top of the panel; a gap where there is no limit. */
    private static List<Layer> excluded(StudyInRun<UpperLimitResult> study, double top) {
        return line(study).stream()
                .filter(piece -> piece.size() > 1)
                .<Layer>map(piece -> new Layer.Band(
                        MathText.plain("excluded"),
                        study.ink().with(EXCLUDED_OPACITY),
                        piece.stream()
                                .map(point -> new Layer.Span(point.x(), point.y(), top))
                                .toList()))
                .toList();
    }

    /** The limits against mass, in pieces between the masses without a limit. */
    private static List<List<Point>> line(StudyInRun<UpperLimitResult> study) {
        Pieces line = new Pieces();
        study.result().points().forEach(point -> line.add(abscissa(point), point.observed()));
        return line.all();
    }

    private static List<Layer> expected(List<UpperLimitResult.Point> points) {
        List<Layer.Span> one = new ArrayList<>();
        List<Layer.Span> two = new ArrayList<>();
        List<Point> median = new ArrayList<>();
        for (UpperLimitResult.Point point : points) {
            UpperLimitResult.Expected quantiles = point.expected();
            if (quantiles != null) {
                span(one, point, quantiles.minus1(), quantiles.plus1());
                span(two, point, quantiles.minus2(), quantiles.plus2());
                if (quantiles.median() != null) {
                    median.add(new Point(abscissa(point), quantiles.median()));
                }
            }
        }
        return median.isEmpty()
                ? List.of()
                : List.of(
                        new Layer.Band(TWO, Palette.BACKGROUND.with(0.35), two),
                        new Layer.Band(ONE, Palette.BACKGROUND.with(0.75), one),
                        new Layer.Curve(MEDIAN, Palette.RESCALED_STANDARD_MODEL, List.of(median)));
    }

    private static void span(
            List<Layer.Span> band, UpperLimitResult.Point point, @Nullable Double low, @Nullable Double high) {
        if (low != null && high != null) {
            band.add(new Layer.Span(abscissa(point), low, high));
        }
    }

    /** The mass; without new particles there is one point. */
    private static double abscissa(UpperLimitResult.Point point) {
        Double mass = point.mass();
        return mass == null ? 0 : mass;
    }

    /** What a limit or an interval is about, from its words in results. */
    static MathText quantity(String text) {
        if (text.equals("mu")) {
            return Wording.MU;
        }
        Matcher branching = BRANCHING_FRACTION.matcher(text);
        if (branching.matches()) {
            return Notation.branchingFraction(branching.group(1));
        }
        Matcher coupling = COUPLING.matcher(text);
        return coupling.matches()
                ? MathText.plain("|").then(Notation.coupling(coupling.group(1))).then("|")
                : MathText.plain(text);
    }
}
