package emiss.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ResultsFolderTest {
    @TempDir
    private Path folder;

    private static Run run(String... ids) {
        return new Run(
                null,
                "A run",
                "studies: []",
                null,
                "0",
                List.of(),
                List.of(),
                List.of(),
                1,
                0.5,
                Stream.of(ids).map(ResultsFolderTest::study).toList(),
                List.of(),
                List.of());
    }

    private static StudyResult study(String id) {
        List<LikelihoodResult.Point> points = IntStream.range(0, 500)
                .mapToObj(i -> new LikelihoodResult.Point(null, Map.of(), (double) i, 0.1 * i, -0.3 * i, true))
                .toList();
        return new StudyResult(
                id,
                "likelihood",
                new Settings(Map.of("title", id)),
                StudyResult.Status.OK,
                List.of(),
                0.1,
                new LikelihoodResult(points));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void growsWithTheRunAndReadsAsAWhole() throws IOException {
        Run first = run("a");
        Run both = new Run(
                null,
                first.title(),
                first.config(),
                null,
                "0",
                List.of(),
                List.of(),
                List.of(),
                1,
                0.5,
                List.of(first.studies().get(0), study("b")),
                List.of(),
                List.of());
        try (ResultsFolder taken = ResultsFolder.take(folder)) {
            taken.write(first);
            assertThat(files()).containsExactly(".emiss-lock", "a.csv", "references.bib", "results.json");
            assertThat(new ResultsReader().read(folder.resolve("results.json"))).isEqualTo(first);
            taken.write(both);
        }

        assertThat(files()).containsExactly("a.csv", "b.csv", "references.bib", "results.json");
        assertThat(new ResultsReader().read(folder.resolve("results.json"))).isEqualTo(both);
        // what is printed in parts is printed as if at once
        assertThat(Files.readString(folder.resolve("results.json"))).isEqualTo(new ResultsWriter().json(both));
    }

    @Test
    void removesWhatAnEarlierRunLeftAndNamesTheRest() throws IOException {
        try (ResultsFolder taken = ResultsFolder.take(folder)) {
            taken.write(run("old", "kept"));
        }
        Files.createDirectories(folder.resolve("figures"));
        for (String file : List.of(
                "report.html",
                "figures/old.svg",
                "figures/kept.pdf",
                "mine.csv",
                "notes.txt",
                "figures/mine.png",
                ".results.json.0123456789abcdef.part")) {
            Files.writeString(folder.resolve(file), "");
        }

        Run run = run("kept", "new");
        try (ResultsFolder taken = ResultsFolder.take(folder)) {
            assertThat(files()).contains("old.csv", "report.html").noneMatch(name -> name.endsWith(".part"));
            taken.write(run);
            assertThat(taken.others(run)).containsExactly("mine.csv", "figures/mine.png");
        }

        assertThat(files())
                .containsExactly(
                        "figures/mine.png",
                        "kept.csv",
                        "mine.csv",
                        "new.csv",
                        "notes.txt",
                        "references.bib",
                        "results.json");
    }

    @Test
    void belongsToOneRun() throws IOException {
        try (ResultsFolder taken = ResultsFolder.take(folder)) {
            assertThatThrownBy(() -> ResultsFolder.take(folder))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining(folder + ": another run is writing there");
            taken.write(run("a"));
        }
        ResultsFolder.take(folder).close();
        assertThat(files()).containsExactly("a.csv", "references.bib", "results.json");
    }

    @Test
    void aFileInThePlaceOfTheFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> ResultsFolder.take(file))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("file", "is no folder");
        assertThatThrownBy(() -> ResultsFolder.take(file.resolve("below"))).isInstanceOf(FileSystemException.class);
    }

    static boolean permissionsMatter() {
        return !"root".equals(System.getProperty("user.name"));
    }

    @Test
    @EnabledIf("permissionsMatter")
    void aFolderThatCannotBeWritten() {
        folder.toFile().setWritable(false);
        try {
            assertThatThrownBy(() -> ResultsFolder.take(folder.resolve("results")))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("permission denied");
        } finally {
            folder.toFile().setWritable(true);
        }
    }

    @Test
    void aReaderNeverSeesHalfAFile() throws Exception {
        Path file = folder.resolve("results.json");
        Run run = run("a", "b");
        AtomicBoolean over = new AtomicBoolean();
        try (ResultsFolder taken = ResultsFolder.take(folder)) {
            taken.write(run);
            Thread writer = new Thread(() -> {
                ResultsWriter again = new ResultsWriter();
                try {
                    for (int i = 0; i < 200; i++) {
                        again.write(run, folder);
                    }
                } catch (IOException unwritable) {
                    throw new IllegalStateException(unwritable);
                } finally {
                    over.set(true);
                }
            });
            writer.start();
            int reads = 0;
            while (!over.get()) {
                assertThat(new ResultsReader().read(file).studies()).hasSize(2);
                reads++;
            }
            writer.join();
            assertThat(reads).isPositive();
        }
    }

    @Test
    void whatCannotBeWrittenLeavesNothingAndIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "before");

        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write('h');
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": No space left on device");

        assertThat(files()).containsExactly("file.txt");
        assertThat(file).hasContent("before");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void devicesAreWrittenInto() {
        Path full = Path.of("/dev/full");

        assertThatThrownBy(() -> WholeFile.write(full, "text"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith("/dev/full: ");
        assertThat(full).exists();
    }

    @Test
    void linksStayLinks() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);

        WholeFile.write(link, "after");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("after");
    }

    @Test
    void textsThatSpreadsheetsComputeAreHarmless() {
        Table table = Table.of(List.of("name", "value"))
                .row(List.of("=HYPERLINK(\"http://x\")", -1.5))
                .row(List.of("@SUM(1)", 2.0))
                .row(List.of("+cmd|' /C calc'!A0", 1e-9))
                .row(List.of("-1+cmd", 0.0))
                .row(List.of("-3.2e-5", 0.0))
                .row(List.of("B+->K+", 0.0))
                .build();

        assertThat(table.csv().lines())
                .containsExactly(
                        "name,value",
                        "\"'=HYPERLINK(\"\"http://x\"\")\",-1.5",
                        "'@SUM(1),2.0",
                        "'+cmd|' /C calc'!A0,1.0E-9",
                        "'-1+cmd,0.0",
                        "-3.2e-5,0.0",
                        "B+->K+,0.0");
    }
}
