package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import emiss.api.DoubleVector;
import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.DatasetReader;
import emiss.app.Application;
import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.export.Exporter;
import emiss.app.plugin.Catalogue;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.app.study.Computation;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Outcome;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.data.document.JsonPrinter;
import emiss.report.chart.FigureFiles;
import emiss.report.chart.Format;
import emiss.report.compare.ComparisonText;
import emiss.report.compare.RunComparison;
import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.page.ReportPage;
import emiss.report.text.MathText;
import emiss.report.view.KeyNumbers;
import emiss.report.view.RunView;
import emiss.report.view.StudyInRun;
import emiss.report.view.StudyView;
import emiss.report.view.Views;
import emiss.results.Interval;
import emiss.results.Records;
import emiss.results.Result;
import emiss.results.ResultType;
import emiss.results.ResultTypes;
import emiss.results.ResultsReader;
import emiss.results.ResultsWriter;
import emiss.results.Run;
import emiss.results.StudyResult;
import emiss.results.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A type of study from outside the program, which squares numbers: three classes and three registrations, and it is decoded, run,
 * written, read, drawn, exported and compared like the others.
 */
class NewStudyTypeTest {
    /** The first room: settings, points and their combination. */
    private record SquareStudy(DoubleVector numbers, double factor) implements Study {
        private static final Field NUMBERS = Field.required("numbers", Kind.GRID, "what is squared");
        private static final Field FACTOR = Field.of("factor", Kind.NUMBER, 1.0, "multiplies the squares");
        static final StudyType TYPE = new StudyType(
                SquareResult.TYPE, "how large squares are", List.of(NUMBERS, FACTOR), SquareStudy::decode);

        /** A point. */
        record Square(double value) {}

        @Override
        public Computation<Square> begin(StudyContext context) {
            return new Computation<>(
                    Square.class,
                    numbers.size(),
                    index -> "the square of " + numbers.at(index),
                    index -> square(numbers.at(index)),
                    points -> {
                        List<SquareResult.Point> found = new ArrayList<>();
                        for (int i = 0; i < numbers.size(); i++) {
                            int index = i;
                            points.at(i)
                                    .ifPresent(square ->
                                            found.add(new SquareResult.Point(numbers.at(index), square.value)));
                        }
                        double sum = found.stream()
                                .mapToDouble(SquareResult.Point::square)
                                .sum();
                        return new Outcome(
                                new SquareResult(sum, Interval.of(sum - 1, Double.POSITIVE_INFINITY), found),
                                List.of());
                    });
        }

        private Square square(double number) {
            if (number == 3) {
                throw new IllegalStateException("3 is not squared here");
            }
            return new Square(factor * number * number);
        }

        private static Optional<Study> decode(StudyDecoder decoder) {
            return Optional.of(new SquareStudy(decoder.grid(NUMBERS), decoder.number(FACTOR)));
        }
    }

    /** The second room: what was found. */
    public record SquareResult(double sum, Interval interval68, List<Point> points) implements Result {
        static final ResultType<SquareResult> TYPE = new ResultType<>("square", SquareResult.class);

        /** A number and its square. */
        public record Point(double number, double square) {}

        @Override
        public Table table() {
            Table.Builder table = Table.of(List.of("number", "square"));
            points.forEach(point -> table.row(List.of(point.number, point.square)));
            return table.build();
        }

        @Override
        public Optional<Interval> interval68(String pointer) {
            return pointer.equals("/sum") ? Optional.of(interval68) : Optional.empty();
        }
    }

    /** The third room: how it is shown. */
    private static final class SquareView implements StudyView<SquareResult> {
        @Override
        public ResultType<SquareResult> type() {
            return SquareResult.TYPE;
        }

        @Override
        public String heading() {
            return "Squares";
        }

        @Override
        public String summary(SquareResult result) {
            return "sum of " + result.points.size() + " squares: " + result.sum;
        }

        @Override
        public KeyNumbers keyNumbers(StudyInRun<SquareResult> study) {
            return new KeyNumbers().number(MathText.plain("sum"), study.result().sum, study.result().interval68);
        }

        @Override
        public Optional<Figure> figure(String id, List<StudyInRun<SquareResult>> studies) {
            List<Layer> layers = new ArrayList<>();
            for (StudyInRun<SquareResult> study : studies) {
                layers.add(new Layer.Markers(
                        MathText.plain("squares"),
                        study.ink(),
                        Layer.Shape.DISC,
                        study.result().points.stream()
                                .map(point -> new Point(point.number, point.square))
                                .toList()));
            }
            Axis axis = Axis.linear(MathText.plain("number"), MathText.EMPTY, 0, 20);
            return Optional.of(new Figure(
                    id,
                    MathText.plain("Squares"),
                    MathText.EMPTY,
                    List.of(new Panel(MathText.EMPTY, axis, axis, layers))));
        }

        @Override
        public boolean isOverlaid() {
            return true;
        }
    }

    private static final Application APPLICATION = new Application();
    private static final Views VIEWS = Views.standard().with(new SquareView());

    @TempDir
    private Path directory;

    private RunConfig read(String studies) {
        ConfigReader reader = new ConfigReader(
                APPLICATION.instance(Catalogue.class),
                APPLICATION.instance(DatasetReader.class),
                APPLICATION.instance(FormFactorLibrary.class),
                APPLICATION.instance(StandardInputs.class),
                Set.of(SquareStudy.TYPE));
        return reader.parse("studies: [" + studies + "]");
    }

    private static Run run(RunConfig config) {
        try (Parallel parallel = new Parallel(2, Progress.SILENT)) {
            return APPLICATION
                    .instance(Runner.class)
                    .run(config, new RunOptions(2, 1), parallel, Progress.SILENT, (study, soFar) -> {});
        }
    }

    @Test
    void itsSettingsAreDecodedAndWrongOnesNamed() {
        StudyResult study = run(read("{id: a, type: square, numbers: {from: 1, to: 2, points: 2}}"))
                .studies()
                .get(0);

        assertThat(study.settings().values())
                .containsEntry("numbers", List.of(1.0, 2.0))
                .containsEntry("factor", 1.0);
        assertThatThrownBy(() -> read("{id: a, type: square, numbrs: 1, factor: x}"))
                .isInstanceOfSatisfying(
                        DataFormatException.class,
                        wrong -> assertThat(wrong.problems())
                                .containsExactly(
                                        "configuration:1:11: missing field \"numbers\" of a study",
                                        "configuration:1:33: unknown field \"numbrs\"; did you mean \"numbers\"?",
                                        "configuration:1:52: \"factor\" is the string \"x\", expected a number"));
    }

    @Test
    void itIsRunWrittenReadDrawnExportedAndCompared() throws IOException {
        RunConfig config = read("{id: a, type: square, numbers: [1, 2, 3, 4]}, {id: b, type: square, numbers: 3}");
        Run run = run(config);

        StudyResult study = run.study("a").orElseThrow();
        assertThat(study.status()).isEqualTo(StudyResult.Status.PARTIAL);
        assertThat(study.reasons()).containsExactly("the square of 3.0 failed: 3 is not squared here");
        assertThat(study.number("/points/2/square")).isEqualTo(16);
        assertThat(VIEWS.summary(study)).contains("sum of 3 squares: 21.0");

        new ResultsWriter().write(run, directory);
        assertThat(directory.resolve("a.csv")).content().isEqualTo("number,square\n1.0,1.0\n2.0,4.0\n4.0,16.0\n");
        Run again =
                new ResultsReader(ResultTypes.BUILT_IN.with(SquareResult.TYPE)).read(directory.resolve("results.json"));
        assertThat(again).isEqualTo(run);

        RunView view = new RunView(again, VIEWS);
        assertThat(view.figures()).extracting(Figure::id).containsExactly("a", "b");
        FigureFiles.write(view.figures().get(0), directory, Set.of(Format.SVG));
        assertThat(directory.resolve("a.svg")).exists();
        ReportPage.write(view, view.figures(), directory.resolve("report.html"));
        assertThat(Files.readString(directory.resolve("report.html"))).contains("Squares", "sum");

        try (Parallel parallel = new Parallel(1, Progress.SILENT)) {
            assertThat(APPLICATION.instance(Exporter.class).export(Exporter.Format.hepdata, config, "a", parallel))
                    .containsOnlyKeys("submission.yaml", "a.yaml");
        }
        Run other =
                run(read("{id: a, type: square, numbers: [1, 2, 4], factor: 2}, {id: b, type: square, numbers: 3}"));
        assertThat(ComparisonText.lines(RunComparison.of(view, new RunView(other, VIEWS))))
                .anyMatch(line -> line.contains("a sum: 21") && line.contains("sigma"));
    }

    /** A point may be computed elsewhere or have been computed earlier. */
    @Test
    void aPointSurvivesBeingWritten() {
        SquareStudy.Square point = new SquareStudy.Square(0.1 + 0.2);
        String json = JsonPrinter.print(Records.tree(point));

        assertThat(json).isEqualTo("{\"value\": 0.30000000000000004}\n");
    }
}
