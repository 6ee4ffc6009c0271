package emiss.report.figure;

import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Upper limits against mass, beside the ones that are expected without new particles where they were computed. */
final class LimitFigure implements FigureBuilder {
    private static final Pattern BRANCHING_FRACTION = Pattern.compile("B\\((.*)\\)");
    private static final Pattern COUPLING = Pattern.compile("\\|(.*)\\|");
    private static final MathText MEDIAN = MathText.plain("expected, median");
    private static final MathText ONE = MathText.parse("expected \u00b11*\u03c3*");
    private static final MathText TWO = MathText.parse("expected \u00b12*\u03c3*");
    private static final double LOGARITHMIC_FROM = 30;

    @Override
    public Optional<Figure> figure(String id, List<Study> studies) {
        Map<String, List<Study>> byQuantity = new LinkedHashMap<>();
        for (Study study : studies) {
            boolean bounded = study.result().field("points").items().stream()
                    .anyMatch(point -> point.optionalNumber("observed").isPresent()
                            || point.optional("expected").isPresent());
            if (bounded) {
                byQuantity
                        .computeIfAbsent(study.result().field("quantity").text(), key -> new ArrayList<>())
                        .add(study);
            }
        }
        if (byQuantity.isEmpty()) {
            return Optional.empty();
        }
        List<Panel> panels = byQuantity.values().stream()
                .map(drawn -> panel(drawn, byQuantity.size() > 1))
                .toList();
        Study first = byQuantity.values().iterator().next().get(0);
        List<String> couplings = studies.stream()
                .flatMap(study -> Wording.couplingNames(study).stream())
                .toList();
        MathText level = MathText.plain(
                Wording.number(100 * first.result().field("level").number()) + " % confidence");
        MathText title = MathText.plain("Upper limits at ").then(level);
        MathText caption = MathText.plain("The largest value that is allowed at ")
                .then(level)
                .then(", mass by mass. A gap in a line: no limit was found at that mass.")
                .then(Wording.data(first))
                .then(Wording.quarkMasses(first, couplings));
        for (Study study : studies) {
            caption = caption.then(Wording.incomplete(study));
        }
        return Optional.of(new Figure(id, title, caption, panels));
    }

    private static Panel panel(List<Study> studies, boolean titled) {
        List<Layer> layers = new ArrayList<>();
        Range x = new Range();
        for (Study study : studies) {
            List<Value> points = study.result().field("points").items();
            points.forEach(point -> x.include(point.field("mass").number()));
            layers.addAll(expected(points));
        }
        for (Study study : studies) {
            layers.addAll(observed(study));
        }
        Range y = new Range();
        layers.forEach(y::includeY);
        MathText quantity = quantity(studies.get(0).result().field("quantity").text());
        boolean logarithmic = y.low() > 0 && y.high() / y.low() > LOGARITHMIC_FROM;
        Axis vertical = logarithmic
                ? y.logarithmicAxis(quantity, MathText.EMPTY)
                : y.include(0).airyAxis(quantity, MathText.EMPTY);
        return new Panel(
                titled ? quantity : MathText.EMPTY, x.tightAxis(Notation.MASS, Notation.GEV), vertical, layers);
    }

    private static List<Layer> observed(Study study) {
        List<String> couplings = Wording.couplingNames(study);
        MathText name = MathText.plain("observed, " + Wording.scenario(Wording.scenarioOf(study)) + " ")
                .then(Wording.couplings(couplings));
        Ink ink = Palette.coupling(Wording.scenarioOf(study), couplings.isEmpty() ? "" : couplings.get(0));
        List<List<Point>> pieces = new ArrayList<>();
        List<Point> piece = new ArrayList<>();
        for (Value point : study.result().field("points").items()) {
            OptionalDouble limit = point.optionalNumber("observed");
            if (limit.isPresent()) {
                piece.add(new Point(point.field("mass").number(), limit.getAsDouble()));
            } else if (!piece.isEmpty()) {
                pieces.add(piece);
                piece = new ArrayList<>();
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Curve(name, ink, pieces));
        List<Point> alone = pieces.stream()
                .filter(points -> points.size() == 1)
                .flatMap(List::stream)
                .toList();
        if (!alone.isEmpty()) {
            layers.add(new Layer.Markers(name, ink, Layer.Shape.DISC, alone));
        }
        return layers;
    }

    private static List<Layer> expected(List<Value> points) {
        List<Layer.Span> one = new ArrayList<>();
        List<Layer.Span> two = new ArrayList<>();
        List<Point> median = new ArrayList<>();
        for (Value point : points) {
            double mass = point.field("mass").number();
            point.optional("expected").ifPresent(quantiles -> {
                one.add(new Layer.Span(
                        mass,
                        quantiles.field("minus1").number(),
                        quantiles.field("plus1").number()));
                two.add(new Layer.Span(
                        mass,
                        quantiles.field("minus2").number(),
                        quantiles.field("plus2").number()));
                median.add(new Point(mass, quantiles.field("median").number()));
            });
        }
        return median.isEmpty()
                ? List.of()
                : List.of(
                        new Layer.Band(TWO, Palette.BACKGROUND.with(0.35), two),
                        new Layer.Band(ONE, Palette.BACKGROUND.with(0.75), one),
                        new Layer.Curve(MEDIAN, Palette.RESCALED_STANDARD_MODEL, List.of(median)));
    }

    private static MathText quantity(String text) {
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
