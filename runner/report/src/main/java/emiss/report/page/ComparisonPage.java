package emiss.report.page;

import emiss.data.document.Counted;
import emiss.report.compare.Difference;
import emiss.report.compare.RunComparison;
import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.html.Html;
import emiss.report.html.HtmlTable;
import emiss.report.html.Quantities;
import emiss.report.page.Document.Part;
import emiss.report.text.MathText;
import emiss.report.text.Rounded;
import emiss.report.view.RunView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What differs between two runs: one HTML file that needs no network, with the changes of inputs, settings and results, the
 * largest first, and charts that lay the second run over the first.
 */
public final class ComparisonPage {
    private static final Pattern HASH = Pattern.compile("([0-9a-f]{12})[0-9a-f]{52}");

    private ComparisonPage() {}

    /**
     * Writes the comparison, and creates the directory where it stands.
     *
     * @param before the first run
     * @param after the second run
     * @param figuresBefore figures of the first run, named like their studies
     * @param figuresAfter figures of the second run, named like their studies
     * @param file the HTML file
     * @throws IOException if it cannot be written
     */
    public static void write(
            RunView before, RunView after, List<Figure> figuresBefore, List<Figure> figuresAfter, Path file)
            throws IOException {
        document(before, after, figuresBefore, figuresAfter, ChartLibraries.packed())
                .write(file);
    }

    static Document document(
            RunView before,
            RunView after,
            List<Figure> figuresBefore,
            List<Figure> figuresAfter,
            Optional<ChartLibraries> libraries) {
        RunComparison comparison = RunComparison.of(before, after);
        Document document = new Document("Comparison of two runs", libraries);
        document.add("<header><h1>Comparison of two runs</h1>\n<p class=\"meta\">First: "
                + Html.escape(before.run().title())
                + ", " + Counted.of(before.run().studies().size(), "study", "studies") + ". Second: "
                + Html.escape(after.run().title()) + ", "
                + Counted.of(after.run().studies().size(), "study", "studies") + ".</p></header>\n");
        document.section("summary", "Summary", summary(comparison));
        document.section(
                "inputs",
                "Inputs and settings",
                texts(comparison.inputs(), "input") + texts(comparison.settings(), "setting"));
        document.section("results", "Results", results(comparison));
        List<Part> overlays = overlays(before, after, figuresBefore, figuresAfter, libraries);
        if (!overlays.isEmpty()) {
            document.section(
                    "figures",
                    "Both runs in one figure",
                    "<p class=\"note\">Full colour: second run. Pale and dotted: first run.</p>\n",
                    overlays);
        }
        return document;
    }

    private static String summary(RunComparison comparison) {
        if (comparison.isIdentical()) {
            return "<p class=\"lead\">The runs are identical: inputs, settings and all " + comparison.compared()
                    + " numbers are equal.</p>\n";
        }
        int changed = comparison.numbers().stream()
                .mapToInt(Difference.Numbers::count)
                .sum();
        String results = changed == 0
                ? "All " + comparison.compared() + " numbers that both runs have are equal to the last digit"
                : changed + " of the " + comparison.compared() + " numbers that both runs have differ";
        String largest = comparison.numbers().isEmpty()
                ? ""
                : "; the largest change is that of "
                        + Html.escape(name(comparison.numbers().get(0))) + " ("
                        + change(comparison.numbers().get(0)) + ")";
        return "<p class=\"lead\">" + results + largest + ".</p>\n<p>Differences: "
                + comparison.inputs().size()
                + " of inputs, " + comparison.settings().size() + " of settings, "
                + comparison.words().size()
                + " of results that are no numbers. " + only("first", comparison.onlyBefore())
                + only("second", comparison.onlyAfter()) + "</p>\n";
    }

    private static String only(String which, List<String> ids) {
        return ids.isEmpty() ? "" : "Only the " + which + " run has " + Html.escape(String.join(", ", ids)) + ". ";
    }

    private static String texts(List<Difference.Text> differences, String what) {
        if (differences.isEmpty()) {
            return "<p>No " + what + " differs.</p>\n";
        }
        HtmlTable table = new HtmlTable("ttt").head(what, "first run", "second run");
        differences.forEach(text -> table.row(Html.escape(text.what()), orNone(text.before()), orNone(text.after())));
        return table.html();
    }

    private static String orNone(String text) {
        return text.isEmpty()
                ? Quantities.NONE
                : HASH.matcher(Html.escape(text)).replaceAll("<code title=\"$0\">$1\u2026</code>");
    }

    private static String results(RunComparison comparison) {
        String words = comparison.words().isEmpty() ? "" : texts(comparison.words(), "result");
        if (comparison.numbers().isEmpty()) {
            return words + "<p>No number differs.</p>\n";
        }
        HtmlTable table =
                new HtmlTable("ttnnnn").head("study", "number", "first run", "second run", "relative", "in \u03c3");
        for (Difference.Numbers number : comparison.numbers()) {
            table.row(
                    Html.escape(number.study()),
                    "<span title=\"" + Html.escape(number.what()) + "\">" + Html.escape(number.words()) + "</span>"
                            + (number.count() > 1 ? ", the most of " + number.count() : ""),
                    number.roundedBefore().mathText().html(),
                    number.roundedAfter().mathText().html(),
                    percent(number),
                    number.sigma().isPresent() ? signed(number.sigma().getAsDouble()) : Quantities.NONE);
        }
        return words + table.html()
                + "<p class=\"note\">\u03c3 is the 68 % uncertainty in the first run on the side of the change. Relative changes "
                + "refer to the larger number, in a list to its largest one. Of numbers in a list, the one that changes most stands for all.</p>\n";
    }

    private static String name(Difference.Numbers number) {
        return number.study() + ", " + number.words();
    }

    private static String change(Difference.Numbers number) {
        return number.sigma().isPresent() ? signed(number.sigma().getAsDouble()) + "\u202f\u03c3" : percent(number);
    }

    private static String percent(Difference.Numbers number) {
        return number.percent().replace('-', '\u2212').replace(" %", "\u202f%");
    }

    private static String signed(double value) {
        String text = Rounded.of(value, 2).mathText().html();
        return value > 0 ? "+" + text : text;
    }

    private static List<Part> overlays(
            RunView before,
            RunView after,
            List<Figure> figuresBefore,
            List<Figure> figuresAfter,
            Optional<ChartLibraries> libraries) {
        List<Part> parts = new ArrayList<>();
        for (Figure later : figuresAfter) {
            String id = later.id();
            if (before.isOverlaid(id) && after.isOverlaid(id)) {
                figuresBefore.stream()
                        .filter(figure -> figure.id().equals(id) && fits(figure, later))
                        .findFirst()
                        .ifPresent(figure -> parts.add(new Part(
                                Html.anchor("study", id),
                                Html.escape(id),
                                "<h3>" + Html.escape(id) + "</h3>\n"
                                        + FigureBlock.html(joined(figure, later), libraries, ""))));
            }
        }
        return parts;
    }

    private static boolean fits(Figure before, Figure after) {
        if (before.panels().size() != after.panels().size()) {
            return false;
        }
        for (int i = 0; i < after.panels().size(); i++) {
            Panel one = before.panels().get(i);
            Panel other = after.panels().get(i);
            if (!one.x().title().equals(other.x().title())
                    || !one.y().title().equals(other.y().title())) {
                return false;
            }
        }
        return true;
    }

    /** The second figure over the first one, whose layers become pale and lose their fills. */
    static Figure joined(Figure before, Figure after) {
        List<Panel> panels = new ArrayList<>();
        for (int i = 0; i < after.panels().size(); i++) {
            Panel panel = after.panels().get(i);
            List<Layer> layers = new ArrayList<>();
            before.panels().get(i).layers().stream()
                    .map(ComparisonPage::pale)
                    .flatMap(Optional::stream)
                    .forEach(layers::add);
            layers.addAll(panel.layers());
            panels.add(new Panel(panel.title(), panel.x(), panel.y(), layers));
        }
        return new Figure(after.id(), after.title(), after.caption(), panels);
    }

    private static Optional<Layer> pale(Layer layer) {
        if (layer.name().isEmpty()) {
            return Optional.empty();
        }
        if (layer instanceof Layer.Curve curve) {
            return Optional.of(new Layer.Curve(first(curve), faded(curve.ink()), curve.pieces()));
        }
        if (layer instanceof Layer.Region region) {
            // an outline, so that the areas of the second run keep their colours
            List<List<Point>> rings = region.rings().stream()
                    .filter(ring -> !ring.isEmpty())
                    .map(ComparisonPage::closed)
                    .toList();
            return Optional.of(new Layer.Curve(first(region), faded(region.ink()), rings));
        }
        if (layer instanceof Layer.Markers markers && markers.shape() != Layer.Shape.CROSS) {
            return Optional.of(
                    new Layer.Markers(first(markers), faded(markers.ink()), markers.shape(), markers.points()));
        }
        return Optional.empty();
    }

    private static List<Point> closed(List<Point> ring) {
        List<Point> points = new ArrayList<>(ring);
        points.add(ring.get(0));
        return points;
    }

    private static MathText first(Layer layer) {
        return layer.name().then(", first run");
    }

    private static Ink faded(Ink ink) {
        return new Ink(ink.colour(), 0.55, Ink.Stroke.DOTTED);
    }
}
