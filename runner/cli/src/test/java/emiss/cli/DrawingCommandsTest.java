package emiss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.report.view.RunView;
import emiss.results.ResultsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that draw: {@code run}, {@code plot} and {@code compare}. */
class DrawingCommandsTest {
    @TempDir
    private static Path shared;

    private static String results;

    @TempDir
    private Path directory;

    /** A run without drawing; the tests draw its results. */
    @BeforeAll
    static void run() throws IOException {
        Path config = Program.write(
                shared,
                Program.belleIIConfig(
                                "{id: mu, type: signal-strength}",
                                "{id: scan, type: mass-scan, scenario: vector, couplings: [hV], masses: [2.0, 2.1, 2.2]}",
                                "{id: ranking, type: compare, of: [mu, scan]}")
                        + """
                        figures:
                          - {id: both, overlay: [scan]}
                        quoted:
                          - {label: "mass [GeV]", study: scan, at: /best/mass, value: 2.1, uncertainty: 0.1, source: "arXiv:2403.13887"}
                          - {label: "hV", study: scan, at: /best/couplings/hV, value: 7.1e-9, source: "arXiv:2403.13887"}
                          - {label: "hA", study: scan, at: /best/couplings/hA, value: 1.0, source: nowhere}
                        """);
        Path out = shared.resolve("out");
        Program.Printed printed =
                Program.execute("run", config.toString(), "--out", out.toString(), "--figures", "none", "--no-report");
        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(files(out))
                .containsExactly("mu.csv", "ranking.csv", "references.bib", "results.json", "scan.csv", "tables");
        results = Files.readString(out.resolve("results.json"));
        // masses 2.108 +0.093 -0.111: the mass scan of the paper's configuration, cut at 2.0 and 2.2 GeV
        assertThat(printed.out().lines())
                .anySatisfy(line ->
                        assertThat(line).matches(" {2}mass \\[GeV] +2\\.1\\d.* 2\\.1 ± 0\\.1 +\\+0\\.1 σ +arXiv.*"))
                .anySatisfy(
                        line -> assertThat(line).matches(" {2}hV +\\(7\\.0 .*\\) × 10⁻⁹ +7\\.1 × 10⁻⁹ +−1 % +arXiv.*"))
                .anySatisfy(line -> assertThat(line).matches(" {2}hA +- +1 +- +nowhere"));
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path results(String name, String content) throws IOException {
        Path place = Files.createDirectory(directory.resolve(name));
        Files.writeString(place.resolve("results.json"), content);
        return place;
    }

    @Test
    void runDrawsWhatItFound() throws IOException {
        Path config = Program.write(directory, Program.belleIIConfig("{id: mu, type: signal-strength}"));
        Path out = directory.resolve("out");

        Program.Printed printed = Program.execute("run", config.toString(), "--out", out.toString());

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).contains("report.html and 1 figure (svg, pdf, png) in ");
        assertThat(files(out)).containsExactly("figures", "mu.csv", "references.bib", "report.html", "results.json");
        assertThat(files(out.resolve("figures"))).containsExactly("mu.pdf", "mu.png", "mu.svg");
    }

    /** The report is written while figures are drawn, and must not depend on which of them is first. */
    @Test
    void theReportLinksToEveryFigureAndToNothingElse() throws IOException {
        Path place = results("linked", results);
        List<String> tables = List.of("mu.csv", "scan.csv");
        for (String table : tables) {
            Files.createFile(place.resolve(table));
        }

        Program.execute("plot", place.toString(), "--figures", "svg,pdf");
        assertThat(links(place))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                tables.stream(),
                                Stream.of("both", "mu", "ranking", "scan")
                                        .flatMap(id -> Stream.of("figures/" + id + ".pdf", "figures/" + id + ".svg")))
                        .toList());

        Path some = results("some", results);
        Program.execute("plot", some.toString(), "--figures", "pdf", "--only", "scan");
        assertThat(links(some)).containsExactly("figures/scan.pdf");

        // made, and then no name of a file
        Path slash = results("slash", results.replace("\"id\": \"mu\"", "\"id\": \"m/u\""));
        Program.Printed printed = Program.execute("plot", slash.toString(), "--figures", "svg");
        assertThat(printed.err()).contains("figure m/u cannot be drawn");
        assertThat(links(slash))
                .containsExactlyInAnyOrder("figures/both.svg", "figures/ranking.svg", "figures/scan.svg");
    }

    private static List<String> links(Path place) throws IOException {
        return Pattern.compile("class=\"file\" href=\"([^\"]*)\"")
                .matcher(Files.readString(place.resolve("report.html")))
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    @Test
    void plotDrawsEverythingAgain() throws IOException {
        Path place = results("earlier", results);

        Program.Printed printed = Program.execute("plot", place.toString(), "--figures", "svg");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).contains("report.html and 4 figures (svg) in ");
        assertThat(files(place.resolve("figures"))).containsExactly("both.svg", "mu.svg", "ranking.svg", "scan.svg");
        assertThat(place.resolve("report.html")).content().contains("<html").contains("scan");
        assertThat(place.resolve("results.json")).hasContent(results);
    }

    @Test
    void plotDrawsOneFigureAndNoReport() throws IOException {
        Path place = results("earlier", results);

        Program.Printed printed = Program.execute(
                "plot",
                place.resolve("results.json").toString(),
                "--only",
                "both",
                "--figures",
                "PNG,svg",
                "--no-report");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out()).startsWith("1 figure (svg, png) in ");
        assertThat(files(place)).containsExactly("figures", "results.json");
        assertThat(files(place.resolve("figures"))).containsExactly("both.png", "both.svg");
    }

    @Test
    void aFigureThatCannotBeDrawnIsReported() throws IOException {
        // no axis is as long as that
        Path place = results(
                "damaged", results.replaceFirst("\"interval68\": \\[[^]]*]", "\"interval68\": [-1e308, 1e308]"));

        Program.Printed printed = Program.execute("plot", place.toString(), "--figures", "svg", "--no-report");

        assertThat(printed.exitCode()).isEqualTo(3);
        assertThat(printed.err().lines()).singleElement().asString().startsWith("figure mu cannot be drawn: ");
        assertThat(files(place.resolve("figures"))).containsExactly("both.svg", "ranking.svg", "scan.svg");
        assertThat(Drawing.tried(RunView.of(new ResultsReader().read(place.resolve("results.json")))))
                .singleElement()
                .asString()
                .startsWith("figure mu cannot be drawn: ");
    }

    @Test
    void wrongInputExitsWithTwoAndOneLine() throws IOException {
        Path place = results("earlier", results);
        Path truncated = results("truncated", results.substring(0, results.length() / 2));
        Path damaged = results("damaged", results.replaceFirst("\"mu\": [0-9.]+", "\"mu\": \"much\""));
        Path other = results("other", results.replace("emiss-results/1", "emiss-results/99"));

        assertWrong(
                "there is no such file", "plot", directory.resolve("nowhere").toString());
        assertWrong("not valid JSON", "plot", truncated.toString());
        assertWrong("\"emiss-results/99\", expected \"emiss-results/1\"", "plot", other.toString());
        assertWrong("\"mu\" is the string \"much\"", "plot", damaged.toString());
        assertWrong("not valid JSON", "compare", place.toString(), truncated.toString());
        assertWrong("there is no such file", "compare", "nowhere", place.toString());
        assertThat(Program.execute("plot", place.toString(), "--only", "scam").err())
                .startsWith("no study or figure of these results is called \"scam\"; did you mean \"scan\"?");
        assertThat(Program.execute("plot", place.toString(), "--figures", "gif").err())
                .startsWith("--figures has \"gif\", expected some of svg, pdf and png, or none alone");
        assertThat(Program.execute("plot", place.toString(), "--figures", "svg,none")
                        .exitCode())
                .isEqualTo(2);
        assertThat(Program.execute("plot", place.toString(), "--figures", "none", "--no-report")
                        .err())
                .startsWith("--figures none and --no-report leave nothing to draw");
        assertThat(Program.execute("plot", place.toString(), "--threads", "0").err())
                .startsWith("--threads is 0");
        assertThat(files(place)).containsExactly("results.json");
    }

    private static void assertWrong(String message, String... arguments) {
        Program.Printed printed = Program.execute(arguments);
        assertThat(printed.exitCode()).isEqualTo(2);
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err().lines()).singleElement().asString().contains(message);
    }

    @Test
    void whatCannotBeWrittenExitsWithFour() throws IOException {
        Path place = results("earlier", results);
        Files.writeString(place.resolve("figures"), "in the way");
        Path page = Files.createDirectories(directory.resolve("page.html/full"));

        Program.Printed plot = Program.execute("plot", place.toString(), "--only", "mu", "--no-report");
        assertThat(plot.exitCode()).isEqualTo(4);
        assertThat(plot.err()).startsWith("emiss: cannot write ").contains("figures");
        assertThat(plot.out()).isEmpty();
        Program.Printed compare = Program.execute(
                "compare",
                place.toString(),
                place.toString(),
                "--out",
                page.getParent().toString());
        assertThat(compare.exitCode()).isEqualTo(4);
        assertThat(compare.err()).startsWith("emiss: cannot write ").contains("page.html");
    }

    @Test
    void compareSaysWhatChanged() throws IOException {
        Path before = results("before", results);
        Path after = results("after", results.replaceFirst("\"mu\": [0-9.]+", "\"mu\": 5.25"));
        Path page = directory.resolve("page.html");

        Program.Printed printed = Program.execute(
                "compare", before.toString(), after.resolve("results.json").toString(), "--out", page.toString());

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).contains("5.25").endsWith(page + " written" + System.lineSeparator());
        assertThat(page).content().contains("<html").contains("5.25");
    }

    @Test
    void asciiMeansAsciiEverywhere() throws IOException {
        Path config = Program.write(
                directory,
                "title: B⁺ → K⁺ νν̄\n"
                        + Program.belleIIConfig(
                                "{id: mu, type: signal-strength}",
                                "{id: sm, type: rate, scenario: neutrinos, transition: \"B0->K*0\"}"));
        Path out = directory.resolve("out");

        Program.Printed printed = Program.execute(
                "run", config.toString(), "--out", out.toString(), "--figures", "none", "--no-report", "--ascii");

        assertThat(printed.exitCode()).isZero();
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(printed.out()))
                .isTrue();
        assertThat(printed.out())
                .startsWith("B+ -> K+ nunu")
                .contains("mu = 4.6 +- 1.3, 2.7 sigma from the SM")
                .contains("B(B0 -> K*0) = 8.903e-6 at CVL = ");
    }
}
