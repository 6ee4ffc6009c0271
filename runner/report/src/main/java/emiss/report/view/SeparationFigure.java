package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Numbers;
import emiss.report.text.ValueText;
import emiss.results.CompareResult;
import emiss.results.CompareResult.Separation;
import emiss.results.RankEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How well data would tell hypotheses apart: a row for each that the data are made of, a column for each that is fitted to them. */
final class SeparationFigure {
    /** From which separation on a cell has the darker shade [standard deviations], and the opacities of the shades. */
    private static final List<Double> FROM = List.of(0.0, 1.0, 3.0, 5.0);

    private static final List<Double> OPACITIES = List.of(0.04, 0.16, 0.32, 0.5);
    private static final List<String> SHADES =
            List.of("below 1\u03c3", "1 to 3\u03c3", "3 to 5\u03c3", "5\u03c3 and more");
    private static final double PRECISE_BELOW = 9.95;

    private SeparationFigure() {}

    static Optional<Figure> figure(String id, List<StudyInRun<CompareResult>> studies) {
        List<Panel> panels = studies.stream()
                .filter(study -> !separations(study).isEmpty())
                .map(study -> panel(study, studies.size() > 1))
                .toList();
        MathText caption = MathText.plain("Expected separation in standard deviations, \u221a(\u22122 ln ")
                .then(
                        MathText.parse(
                                "*L*), of the hypothesis of a column from data that are made of the one of a row (Asimov data at its"
                                        + " best fit): couplings of the fitted one free, masses fixed. Columns have the numbers of the rows."))
                .then(Wording.remarks(studies));
        return Figure.of(id, MathText.plain("Expected separation of hypotheses"), caption, panels);
    }

    static List<Separation> separations(StudyInRun<CompareResult> study) {
        List<Separation> found = study.result().separation();
        return found == null ? List.of() : found;
    }

    private static Panel panel(StudyInRun<CompareResult> study, boolean titled) {
        List<Separation> separations = separations(study);
        List<String> rows =
                separations.stream().map(Separation::data).distinct().toList();
        List<String> columns = Stream.concat(rows.stream(), Stream.of(CompareResult.STANDARD_MODEL))
                .toList();
        List<MathText> names = new ArrayList<>();
        for (int i = rows.size() - 1; i >= 0; i--) {
            names.add(MathText.plain(i + 1 + ". ").then(name(study, rows.get(i))));
        }
        List<MathText> numbers = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            numbers.add(MathText.plain(String.valueOf(i + 1)));
        }
        numbers.add(MathText.plain("SM"));
        List<List<List<Point>>> cells =
                FROM.stream().<List<List<Point>>>map(from -> new ArrayList<>()).toList();
        List<Layer> labels = new ArrayList<>();
        for (Separation found : separations) {
            Double sigma = found.sigma();
            if (sigma == null) {
                continue;
            }
            int shade = shade(sigma);
            Point at = new Point(
                    columns.indexOf(found.hypothesis()) + 1.0, (double) rows.size() - rows.indexOf(found.data()));
            cells.get(shade).add(cell(at));
            labels.add(new Layer.Label(
                    MathText.plain(SHADES.get(shade)),
                    Palette.DATA,
                    at,
                    MathText.plain(ValueText.fixed(sigma, sigma < PRECISE_BELOW ? 1 : 0))));
        }
        List<Layer> layers = new ArrayList<>();
        for (int shade = 0; shade < FROM.size(); shade++) {
            if (!cells.get(shade).isEmpty()) {
                Ink ink = Palette.LOWERED.with(OPACITIES.get(shade));
                layers.add(new Layer.Region(MathText.plain(SHADES.get(shade)), ink, cells.get(shade)));
            }
        }
        layers.addAll(labels);
        return new Panel(
                titled ? title(study) : MathText.EMPTY,
                Axis.counting(MathText.plain("fitted hypothesis"), numbers),
                Axis.counting(MathText.plain("true"), names),
                layers);
    }

    /** How much data there would be, or which; the name of the study if neither tells it from others. */
    private static MathText title(StudyInRun<CompareResult> study) {
        OptionalDouble scale = study.settings()
                .inside("data")
                .map(data -> data.number("luminosityScale"))
                .orElse(OptionalDouble.empty());
        return scale.isPresent() && scale.getAsDouble() != 1
                ? Numbers.number(scale.getAsDouble()).then(" times the data")
                : MathText.plain(study.id());
    }

    private static int shade(double sigma) {
        int shade = 0;
        while (shade + 1 < FROM.size() && sigma >= FROM.get(shade + 1)) {
            shade++;
        }
        return shade;
    }

    private static List<Point> cell(Point centre) {
        return List.of(
                new Point(centre.x() - 0.5, centre.y() - 0.5),
                new Point(centre.x() + 0.5, centre.y() - 0.5),
                new Point(centre.x() + 0.5, centre.y() + 0.5),
                new Point(centre.x() - 0.5, centre.y() + 0.5));
    }

    /** A hypothesis as the ranking names it, or the id of its study if it is not ranked. */
    private static MathText name(StudyInRun<CompareResult> study, String id) {
        return study.result().ranking().stream()
                .filter(entry -> entry.study().equals(id))
                .findFirst()
                .map((RankEntry entry) -> RankingFigure.name(entry, study.names()))
                .orElseGet(() -> MathText.plain(id));
    }
}
