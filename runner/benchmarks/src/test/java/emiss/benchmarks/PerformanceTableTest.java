package emiss.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The table of docs/performance.md: what it measures exists, and what the page shows is what would be measured. */
final class PerformanceTableTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "performance.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\|");
    private static final TableRow ROW_OF_FITS = new TableRow(
            "FitBenchmark",
            "a fit",
            new TableRow.Measured("fit", Map.of()),
            Optional.of(new TableRow.Measured("dense", Map.of())));

    private static Class<?> type(TableRow row) throws ClassNotFoundException {
        return Class.forName(TableRow.class.getPackageName() + "." + row.benchmark());
    }

    private static Stream<TableRow.Measured> measured(TableRow row) {
        return Stream.concat(Stream.of(row.ours()), row.plain().stream());
    }

    private static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(method -> method.getName())
                .collect(Collectors.toSet());
    }

    @Test
    void everyRowNamesMethodsAndAllTheirParameters() throws Exception {
        for (TableRow row : TableRow.all(List.of("some/workspace.json"))) {
            List<Field> parameters = Arrays.stream(type(row).getFields())
                    .filter(field -> field.isAnnotationPresent(Param.class))
                    .toList();
            assertThat(measured(row)).allSatisfy(measured -> {
                assertThat(methods(type(row))).contains(measured.method());
                assertThat(measured.parameters())
                        .containsOnlyKeys(
                                parameters.stream().map(Field::getName).toList());
            });
        }
    }

    @Test
    void everyBenchmarkHasARow() throws Exception {
        Set<String> rows = new HashSet<>();
        Set<String> all = new HashSet<>();
        for (TableRow row : TableRow.all(List.of())) {
            measured(row).forEach(measured -> rows.add(row.benchmark() + "." + measured.method()));
            methods(type(row)).forEach(method -> all.add(row.benchmark() + "." + method));
        }
        assertThat(rows).isEqualTo(all);
        try (Stream<Path> files = Files.list(Path.of("src/main/java/emiss/benchmarks"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("Benchmark.java"))
                            .map(name -> name.replace(".java", "")))
                    .containsExactlyInAnyOrderElementsOf(TableRow.all(List.of()).stream()
                            .map(TableRow::benchmark)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void thePageShowsTheseRows() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf(TablePage.BEGIN), page.indexOf(TablePage.END));

        assertThat(ROW.matcher(table)
                        .results()
                        .map(row -> row.group(1) + ": " + row.group(2))
                        .filter(row -> !row.startsWith("WorkspaceBenchmark")))
                .isEqualTo(TableRow.all(List.of()).stream()
                        .map(row -> row.benchmark() + ": " + row.size())
                        .filter(row -> !row.startsWith("WorkspaceBenchmark"))
                        .toList());
        assertThat(table).containsPattern("Commit [0-9a-f]{7,}").contains("JDK 17.", "processors");
    }

    @Test
    void aTableHasRatiosFirst() {
        TablePage.Line both = new TablePage.Line(
                ROW_OF_FITS,
                List.of(
                        new TablePage.Times(74_600, OptionalDouble.of(41.2e6)),
                        new TablePage.Times(999.6, OptionalDouble.of(2500))));
        TablePage.Line alone = new TablePage.Line(
                ROW_OF_FITS,
                List.of(
                        new TablePage.Times(2.5e9, OptionalDouble.empty()),
                        new TablePage.Times(12e9, OptionalDouble.empty())));

        assertThat(TablePage.table("Conditions.", List.of("17", "25"), List.of(both, alone)))
                .isEqualTo("""

            Conditions.

            | benchmark | size | ratio, JDK 17 | ratio, JDK 25 | ours, JDK 17 | ours, JDK 25 | plain, JDK 17 | plain, JDK 25 |
            |---|---|---:|---:|---:|---:|---:|---:|
            | `FitBenchmark` | a fit | 552 | 2.5 | 75 µs | 1.0 µs | 41 ms | 2.5 µs |
            | `FitBenchmark` | a fit | | | 2.5 s | 12 s | | |

            """);
    }

    @Test
    void aTableTakesThePlaceOfTheOneBefore() {
        String page = "above\n" + TablePage.BEGIN + "before\n" + TablePage.END + "below\n";

        assertThat(TablePage.replace(page, "now\n"))
                .isEqualTo("above\n" + TablePage.BEGIN + "now\n" + TablePage.END + "below\n");
        assertThatThrownBy(() -> TablePage.replace("above\n", "now\n"))
                .hasMessage("the page has no table, expected the lines <!-- table --> and <!-- end of table -->");
    }
}
