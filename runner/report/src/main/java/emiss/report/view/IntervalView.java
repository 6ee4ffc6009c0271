package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.html.Html;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Numbers;
import emiss.report.text.ValueText;
import emiss.results.Interval;
import emiss.results.IntervalResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows two-sided intervals. */
final class IntervalView extends TypedView<IntervalResult> {
    IntervalView() {
        super(IntervalResult.TYPE, "Intervals");
    }

    @Override
    public String summary(IntervalResult result) {
        String subject = Wording.subject(result.scenario(), result.quantity());
        if (result.points().size() != 1) {
            return subject + " at " + result.points().size()
                    + (lifetimes(result).count() > 1 ? " masses and lifetimes" : " masses");
        }
        IntervalResult.Point point = result.points().get(0);
        StringBuilder text = new StringBuilder(subject);
        if (point.best() != null) {
            text.append(" = ").append(ValueText.number(point.best()));
        }
        point.intervals()
                .forEach((level, interval) -> text.append(", ")
                        .append(Quantities.percentage(Double.parseDouble(level)))
                        .append(" %: ")
                        .append(Wording.ends(interval)));
        return text.toString();
    }

    @Override
    public KeyNumbers keyNumbers(StudyInRun<IntervalResult> study) {
        IntervalResult result = study.result();
        List<String> levels = result.levels();
        HtmlTable table = new HtmlTable((result.hasLifetimes() ? "nnn" : "n-n") + "n".repeat(levels.size()));
        List<String> head = new ArrayList<>(List.of("mass [GeV]", LifetimeMap.CTAU.html() + " [cm]", "best"));
        levels.forEach(level -> head.add(Quantities.percentage(Double.parseDouble(level)) + "\u202f%"));
        table.head(head.toArray(String[]::new));
        for (IntervalResult.Point point : result.points()) {
            List<String> row = new ArrayList<>(List.of(
                    Quantities.orNone(point.mass()), Quantities.orNone(point.ctau()), Quantities.orNone(point.best())));
            levels.forEach(level -> row.add(Quantities.range(point.interval(level))));
            table.row(row.toArray(String[]::new));
        }
        return new KeyNumbers()
                .row("interval of", LimitFigure.quantity(result.quantity()).html())
                .row("method", LimitFigure.METHODS.getOrDefault(result.method(), Html.escape(result.method())))
                .below(table.html());
    }

    @Override
    public Optional<Figure> figure(String id, List<StudyInRun<IntervalResult>> studies) {
        List<Panel> panels = studies.stream()
                .filter(study -> study.result().points().stream().anyMatch(point -> point.best() != null))
                .flatMap(study -> lifetimes(study.result())
                        .map(points -> panel(
                                study,
                                points,
                                studies.size() > 1
                                        || points.size()
                                                < study.result().points().size())))
                .toList();
        StudyInRun<IntervalResult> first = studies.get(0);
        MathText caption = MathText.plain("Two-sided intervals, not below 0, and best values.")
                .then(Wording.remarks(studies, Wording.couplingNames(studies)));
        return Figure.of(id, MathText.plain("Intervals"), caption, panels);
    }

    /** The points of every lifetime. */
    private static Stream<List<IntervalResult.Point>> lifetimes(IntervalResult result) {
        return result.points().stream()
                .map(IntervalResult.Point::ctau)
                .distinct()
                .map(ctau -> result.points().stream()
                        .filter(point -> Objects.equals(point.ctau(), ctau))
                        .toList());
    }

    private static Panel panel(StudyInRun<IntervalResult> study, List<IntervalResult.Point> points, boolean titled) {
        IntervalResult result = study.result();
        List<String> levels = result.levels();
        Ink ink = result.scenario() == null ? Palette.DATA : study.couplingInk();
        MathText quantity = LimitFigure.quantity(result.quantity());
        MathText title = titled ? MathText.plain(study.id()) : MathText.EMPTY;
        Double ctau = points.get(0).ctau();
        if (titled && ctau != null) {
            title = title.then(", ")
                    .then(LifetimeMap.CTAU)
                    .then(" = ")
                    .then(Numbers.setting(ctau))
                    .then(" cm");
        }
        return points.size() == 1
                ? one(points.get(0), levels, ink, quantity, title)
                : several(points, levels, ink, quantity, title);
    }

    /** Rows by level. */
    private static Panel one(
            IntervalResult.Point point, List<String> levels, Ink ink, MathText quantity, MathText title) {
        Range x = new Range().include(0);
        List<Layer.Measurement> rows = new ArrayList<>();
        List<MathText> names = new ArrayList<>();
        double best = point.best() == null ? 0 : point.best();
        for (int i = levels.size() - 1; i >= 0; i--) {
            Interval interval = point.intervals().get(levels.get(i));
            double y = levels.size() - i;
            double low = interval.low() == null ? 0 : interval.low();
            double high = interval.high() == null ? best : interval.high();
            rows.add(new Layer.Measurement(new Point(best, y), low, high, y, y));
            names.add(MathText.plain(Quantities.percentage(Double.parseDouble(levels.get(i))) + " %"));
            x.include(low).include(high);
        }
        return new Panel(
                title,
                x.airyAxis(quantity, MathText.EMPTY),
                Axis.counting(MathText.EMPTY, names),
                List.of(new Layer.Measurements(MathText.plain("best value and interval"), ink, rows)));
    }

    /** Bands against mass, the widest behind. */
    private static Panel several(
            List<IntervalResult.Point> points, List<String> levels, Ink ink, MathText quantity, MathText title) {
        Range x = new Range();
        Range y = new Range().include(0);
        List<Layer> layers = new ArrayList<>();
        for (int i = levels.size() - 1; i >= 0; i--) {
            List<Layer.Span> band = new ArrayList<>();
            for (IntervalResult.Point point : points) {
                Interval interval = point.interval(levels.get(i));
                if (point.mass() != null && interval.low() != null && interval.high() != null) {
                    band.add(new Layer.Span(point.mass(), interval.low(), interval.high()));
                }
            }
            layers.add(new Layer.Band(
                    MathText.plain(Quantities.percentage(Double.parseDouble(levels.get(i))) + " %"),
                    ink.with(0.15 + 0.5 * (levels.size() - 1 - i) / Math.max(1, levels.size())),
                    band));
        }
        Pieces best = new Pieces();
        for (IntervalResult.Point point : points) {
            double mass = point.mass() == null ? 0 : point.mass();
            x.include(mass);
            best.add(mass, point.best());
        }
        layers.add(new Layer.Curve(MathText.plain("best value"), ink, best.all()));
        y.includeY(layers);
        return new Panel(title, x.tightAxis(Notation.MASS, Notation.GEV), y.airyAxis(quantity, MathText.EMPTY), layers);
    }
}
