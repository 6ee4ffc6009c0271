package emiss.benchmarks;

import emiss.app.run.ProgramVersion;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import joptsimple.OptionException;
import joptsimple.OptionParser;
import joptsimple.OptionSet;
import joptsimple.OptionSpec;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures the rows of the table of docs/performance.md on every JDK and writes it into the page. What a row compares is measured one
 * after the other, each in a virtual machine of its own with the garbage collector of the launcher. A time is the average of a call in
 * the fastest iteration.
 */
public final class PerformanceTable {
    /** As the launcher starts the program; what it says of compilers is for whole commands, and costs a fit a few per cent. */
    private static final String JVM_OPTION = "-XX:+UseSerialGC";

    /** How one side of a row is measured: iterations, and the part of the time. */
    private record Effort(int warmUps, int iterations, double part) {}

    private static final Effort OURS = new Effort(2, 5, 1);
    private static final Effort PLAIN = new Effort(1, 2, 0.5);

    private final double seconds;
    private final int forks;
    private final List<String> jdks;
    private final PrintStream progress;
    /** Versions of the JDKs by what was measured on them. */
    private final String[] versions;

    private PerformanceTable(double seconds, int forks, List<String> jdks, PrintStream progress) {
        this.seconds = seconds;
        this.forks = forks;
        this.jdks = jdks;
        for (String home : jdks) {
            if (!Files.isExecutable(java(home))) {
                throw new IllegalArgumentException("there is no " + java(home));
            }
        }
        this.progress = progress;
        this.versions = new String[jdks.size()];
    }

    /**
     * Measures; {@code --help} prints the options. The exit code is 2 for wrong options and 1 if a benchmark fails, when the page
     * stays as it is.
     *
     * @param arguments the options
     * @throws IOException if the page cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        OptionParser parser = new OptionParser();
        OptionSpec<String> jdk = parser.accepts(
                        "jdk", "Java home to measure on, once for each; that which runs, if none")
                .withRequiredArg();
        OptionSpec<Double> seconds = parser.accepts(
                        "seconds",
                        "how long a benchmark is measured, and warmed up, at least; plain ones half of it [s]")
                .withRequiredArg()
                .ofType(Double.class)
                .defaultsTo(1.5);
        OptionSpec<Integer> forks = parser.accepts(
                        "forks", "virtual machines for each side of a row, of which the fastest counts")
                .withRequiredArg()
                .ofType(Integer.class)
                .defaultsTo(1);
        OptionSpec<String> workspace = parser.accepts(
                        "workspace", "pyhf workspace for rows of WorkspaceBenchmark, once for each")
                .withRequiredArg();
        OptionSpec<String> only = parser.accepts(
                        "only", "rows whose benchmark matches; they are printed, the page stays as it is")
                .withRequiredArg();
        OptionSpec<String> page = parser.accepts("page", "page into which the table is written")
                .withRequiredArg()
                .defaultsTo("docs/performance.md");
        OptionSpec<Void> help = parser.accepts("help", "prints this").forHelp();
        try {
            OptionSet options = parser.parse(arguments);
            if (options.has(help)) {
                parser.printHelpOn(System.out);
                return;
            }
            List<String> jdks = options.has(jdk) ? options.valuesOf(jdk) : List.of(System.getProperty("java.home"));
            Pattern chosen = Pattern.compile(options.has(only) ? options.valueOf(only) : "");
            List<TableRow> rows = TableRow.all(workspaces(options.valuesOf(workspace))).stream()
                    .filter(row -> chosen.matcher(row.benchmark()).find())
                    .toList();
            Path file = Path.of(options.valueOf(page));
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("there is no page " + file);
            }
            // not after ten minutes
            TablePage.replace(Files.readString(file), "");
            String text = new PerformanceTable(options.valueOf(seconds), options.valueOf(forks), jdks, System.err)
                    .measured(rows);
            new PrintStream(System.out, true, StandardCharsets.UTF_8).print(text);
            if (!options.has(only)) {
                Files.writeString(file, TablePage.replace(Files.readString(file), text));
            }
        } catch (OptionException | IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage().lines().findFirst().orElse("") + "; --help prints the options");
            System.exit(2);
        } catch (RunnerException failed) {
            System.err.println("no table, because a benchmark failed: " + failed.getMessage());
            System.exit(1);
        }
    }

    private static List<String> workspaces(List<String> paths) {
        return paths.stream()
                .map(path -> Path.of(path).toAbsolutePath().toString())
                .toList();
    }

    private static Path java(String home) {
        return Path.of(home, "bin", "java");
    }

    private String measured(List<TableRow> rows) throws RunnerException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        List<TablePage.Line> lines = new ArrayList<>();
        for (TableRow row : rows) {
            List<TablePage.Times> times = new ArrayList<>();
            for (int i = 0; i < jdks.size(); i++) {
                double ours = time(row.benchmark(), row.ours(), i, OURS);
                OptionalDouble plain = row.plain().isPresent()
                        ? OptionalDouble.of(time(row.benchmark(), row.plain().get(), i, PLAIN))
                        : OptionalDouble.empty();
                times.add(new TablePage.Times(ours, plain));
            }
            lines.add(new TablePage.Line(row, times));
            progress.println(lines.size() + "/" + rows.size() + " " + row.benchmark() + ", " + row.size());
        }
        return TablePage.table(conditions(load), features(), lines);
    }

    /** The average time of a call in the fastest iteration [ns]. */
    private double time(String benchmark, TableRow.Measured measured, int jdk, Effort effort) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(
                        "^" + Pattern.quote(TableRow.class.getPackageName() + "." + benchmark + "." + measured.method())
                                + "$")
                .jvm(java(jdks.get(jdk)).toString())
                .jvmArgs(JVM_OPTION)
                .forks(forks)
                .warmupIterations(effort.warmUps)
                .warmupTime(time(effort.part / effort.warmUps))
                .measurementIterations(effort.iterations)
                .measurementTime(time(effort.part / effort.iterations))
                .timeUnit(TimeUnit.NANOSECONDS)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        measured.parameters().forEach(options::param);
        RunResult result = new Runner(options.build()).runSingle();
        versions[jdk] = result.getParams().getJdkVersion() + " ("
                + result.getParams().getVmName() + ", " + result.getParams().getVmVersion() + ")";
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(IterationResult::getPrimaryResult)
                .mapToDouble(iteration -> iteration.getScore())
                .min()
                .orElseThrow();
    }

    private TimeValue time(double part) {
        return TimeValue.nanoseconds(Math.max(1, Math.round(1e9 * seconds * part)));
    }

    private List<String> features() {
        return Stream.of(versions).map(version -> version.split("[. +-]", 2)[0]).toList();
    }

    private String conditions(double load) {
        String commit = ProgramVersion.running().commit();
        return "Commit " + (commit.isEmpty() ? "unknown" : commit) + " on "
                + Runtime.getRuntime().availableProcessors() + " processors " + processor() + ", "
                + System.getProperty("os.name") + ", load " + String.format(Locale.ROOT, "%.1f", load)
                + " before; JDK " + Stream.of(versions).collect(Collectors.joining(" and ")) + ", " + JVM_OPTION
                + ".\nOne thread unless it says otherwise. A time is the average of a call in the fastest of "
                + OURS.iterations + " iterations, plainly of " + PLAIN.iterations + ", which take "
                + String.format(Locale.ROOT, "%.3g", seconds)
                + " s together, plainly half of it, after as long a warm-up; or one call each if that takes longer. Virtual machines for each: "
                + forks + ".";
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
