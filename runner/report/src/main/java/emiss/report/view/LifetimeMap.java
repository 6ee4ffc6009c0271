package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.results.UpperLimitResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Upper limits against mass and lifetime: shades, and lines along which the limit is a power of ten. With one mass they are a curve
 * against lifetime.
 */
final class LifetimeMap {
    /** c times the lifetime. */
    static final MathText CTAU = MathText.parse("*c\u03c4*");

    static final MathText CM = MathText.plain("cm");

    private static final double OPACITY = 0.16;
    private static final int MOST_LINES = 8;

    private final StudyInRun<UpperLimitResult> study;
    private final List<Double> masses = new ArrayList<>();
    /** Limits by lifetime, ascending, then by mass in the order of the study; null where there is none. */
    private final TreeMap<Double, TreeMap<Double, @Nullable Double>> limits = new TreeMap<>();

    private LifetimeMap(StudyInRun<UpperLimitResult> study) {
        this.study = study;
        for (UpperLimitResult.Point point : study.result().points()) {
            Double ctau = point.ctau();
            Double mass = point.mass();
            // a logarithmic axis has no place for 0
            if (ctau != null && mass != null && ctau > 0) {
                limits.computeIfAbsent(ctau, key -> new TreeMap<>()).put(mass, possible(point.observed()));
                if (!masses.contains(mass)) {
                    masses.add(mass);
                }
            }
        }
        Collections.sort(masses);
    }

    /** A limit on a branching fraction above 1 is none. */
    private @Nullable Double possible(@Nullable Double limit) {
        boolean isFraction = study.result().quantity().startsWith("B(");
        return limit != null && isFraction && limit > 1 ? null : limit;
    }

    /** Whether a study has several lifetimes. */
    static boolean applies(StudyInRun<UpperLimitResult> study) {
        return study.result().points().stream()
                        .map(UpperLimitResult.Point::ctau)
                        .filter(Objects::nonNull)
                        .filter(ctau -> ctau > 0)
                        .distinct()
                        .count()
                > 1;
    }

    static Panel panel(StudyInRun<UpperLimitResult> study, boolean titled) {
        LifetimeMap map = new LifetimeMap(study);
        MathText quantity = LimitFigure.quantity(study.result().quantity());
        MathText title = titled ? quantity.then(", ").then(Wording.scenarioAndCouplings(study)) : MathText.EMPTY;
        return map.masses.size() == 1 ? map.curve(title, quantity) : map.map(title, quantity);
    }

    private Axis lifetimes() {
        return Axis.logarithmic(CTAU, CM, limits.firstKey(), limits.lastKey());
    }

    private Panel curve(MathText title, MathText quantity) {
        Pieces line = new Pieces();
        limits.forEach((ctau, byMass) -> line.add(ctau, byMass.get(masses.get(0))));
        Layer curve = new Layer.Curve(
                Wording.scenarioAndCouplings(study).then(", ").then(Wording.mass(masses.get(0))),
                study.couplingInk(),
                line.all());
        Range y = new Range().includeY(curve);
        return new Panel(
                title,
                lifetimes(),
                y.isEmpty() ? y.axis(quantity, MathText.EMPTY) : y.logarithmicAxis(quantity, MathText.EMPTY),
                List.of(curve));
    }

    private Panel map(MathText title, MathText quantity) {
        List<List<@Nullable Double>> rows = new ArrayList<>();
        limits.values().forEach(byMass -> {
            List<@Nullable Double> row = new ArrayList<>();
            masses.forEach(mass -> {
                Double limit = byMass.get(mass);
                row.add(limit == null ? null : (Double) Math.log10(limit));
            });
            rows.add(row);
        });
        Ink ink = study.ink();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Grid(
                MathText.EMPTY,
                ink.with(0),
                masses,
                List.copyOf(limits.keySet()),
                MathText.parse("log_{10} ").then(quantity),
                rows));
        List<Integer> decades = decades(rows);
        for (int i = decades.size() - 1; i >= 0; i--) {
            layers.addAll(line(decades.get(i), quantity, Palette.variant(ink, i)));
        }
        return new Panel(
                title,
                new Range()
                        .include(masses.get(0))
                        .include(masses.get(masses.size() - 1))
                        .tightAxis(Notation.MASS, Notation.GEV),
                lifetimes(),
                layers);
    }

    /** The powers of ten between the smallest and the largest limit, the smallest ones if there are many. */
    private static List<Integer> decades(List<List<@Nullable Double>> rows) {
        Range range = new Range();
        rows.stream().flatMap(List::stream).filter(Objects::nonNull).forEach(range::include);
        List<Integer> decades = new ArrayList<>();
        if (!range.isEmpty()) {
            for (int decade = (int) Math.ceil(range.low());
                    decade <= range.high() + 1e-9 && decades.size() < MOST_LINES;
                    decade++) {
                decades.add(decade);
            }
        }
        return decades;
    }

    /** Where the limit is a power of ten, and, filled, where it is stronger. */
    private List<Layer> line(int decade, MathText quantity, Ink ink) {
        MathText name = quantity.then(" < ")
                .then(MathText.parse(
                        "10^{" + String.format(Locale.ROOT, "%d", decade).replace('-', '\u2212') + "}"));
        Pieces line = new Pieces();
        for (double mass : masses) {
            line.add(mass, crossing(mass, decade));
        }
        List<List<Point>> rings = new ArrayList<>();
        for (List<Point> piece : line.all()) {
            List<Point> ring = new ArrayList<>(piece);
            ring.add(new Point(piece.get(piece.size() - 1).x(), limits.lastKey()));
            ring.add(new Point(piece.get(0).x(), limits.lastKey()));
            ring.add(piece.get(0));
            rings.add(ring);
        }
        return List.of(
                new Layer.Region(name, study.ink().with(OPACITY), rings), new Layer.Curve(name, ink, line.all()));
    }

    /** The lifetime above which the limit is below a power of ten; null if it is nowhere. */
    private @Nullable Double crossing(double mass, int decade) {
        Double above = null;
        double limitAbove = 0;
        for (Map.Entry<Double, TreeMap<Double, @Nullable Double>> row :
                limits.descendingMap().entrySet()) {
            Double limit = row.getValue().get(mass);
            double order = limit == null ? Double.POSITIVE_INFINITY : Math.log10(limit);
            if (order >= decade) {
                if (above == null || Double.isInfinite(order)) {
                    return above;
                }
                double share = (decade - limitAbove) / (order - limitAbove);
                return Math.exp(Math.log(above) + share * (Math.log(row.getKey()) - Math.log(above)));
            }
            above = row.getKey();
            limitAbove = order;
        }
        return above;
    }
}
