package emiss.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on Spark give the bytes of runs without it: inside the program, and on a cluster of two workers of which one is killed. */
final class SparkTest {
    private static final Path ROOT =
            Path.of(System.getProperty("emiss.root")).toAbsolutePath().normalize();
    private static final Path HOME = Path.of(System.getProperty("emiss.spark")).toAbsolutePath();
    private static final Path OPTIONS = ROOT.resolve("runner/spark/java-options");
    private static final int MINUTES = 10;
    private static final int LOOK_MILLISECONDS = 100;

    /** The cluster starts executors by these. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SPARK_HOME",
            HOME.toString(),
            "SPARK_SCALA_VERSION",
            "2.13",
            "SPARK_LOCAL_IP",
            "127.0.0.1",
            "CLASSPATH",
            HOME + "/jars/*",
            "JAVA_OPTS",
            "@" + OPTIONS + " -Dspark.executor.memory=512m");

    @TempDir
    private Path directory;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        Files.copy(ROOT.resolve("config/data/toy-babar-sb-histogram.json"), directory.resolve("mine.json"));
        Files.writeString(directory.resolve("farm.yaml"), """
            title: A scan with toys
            experiments: [belle2-ita, belle2-hta, {file: mine.json}]
            studies:
              - {id: scan, type: mass-scan, scenario: vector, couplings: [hV], masses: {from: 0.1, to: 4.5, step: 0.1}}
              - {id: quality, type: goodness-of-fit, hypothesis: sm, experiments: [belle2-ita, belle2-hta], toys: 20000}
              - {id: rank, type: compare, of: [scan]}
            """);
    }

    @AfterEach
    void end() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    private Process start(Map<String, String> environment, String log, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(log).toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Process emiss(Map<String, String> environment, String out, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ROOT.resolve("emiss").toString(),
                "run",
                "farm.yaml",
                "--out",
                out,
                "--figures",
                "none",
                "--no-report"));
        command.addAll(List.of(more));
        return start(environment, out + ".log", command);
    }

    private Process part(String log, String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "@" + OPTIONS,
                "-cp",
                HOME + "/jars/*",
                "org.apache.spark.deploy." + type,
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0"));
        command.addAll(List.of(arguments));
        return start(ENVIRONMENT, log, command);
    }

    private void assertSuccess(Process run, String out) throws Exception {
        assertThat(run.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue())
                .as(Files.readString(directory.resolve(out + ".log")))
                .isZero();
    }

    private Map<String, String> files(String out) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path folder = directory.resolve(out);
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.relativize(file).toString(),
                        Files.readString(file).replaceAll("\"elapsedSeconds\": [^,]+", "\"elapsedSeconds\": 0"));
            }
        }
        return files;
    }

    @Test
    void insideTheProgram() throws Exception {
        assertSuccess(emiss(Map.of(), "here"), "here");
        assertSuccess(emiss(ENVIRONMENT, "spark", "--backend", "spark", "--master", "local[2]"), "spark");

        assertThat(files("spark")).isEqualTo(files("here")).containsKeys("results.json", "scan.csv");
    }

    @Test
    void aWorkerThatIsKilledLosesNothing() throws Exception {
        assertSuccess(emiss(Map.of(), "here"), "here");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String master = "spark://127.0.0.1:" + port;
        part("master.log", "master.Master", "--port", String.valueOf(port));
        Process first = worker(master, 1);
        worker(master, 2);

        Process run = emiss(ENVIRONMENT, "spark", "--backend", "spark", "--master", master);
        Path journal = directory.resolve("spark/points.jsonl");
        while (run.isAlive()
                && (!Files.exists(journal) || !Files.readString(journal).contains("\"quality\""))) {
            Thread.sleep(LOOK_MILLISECONDS);
        }
        assertThat(run.isAlive()).as("toys are still being computed").isTrue();
        assertThat(first.descendants()).isNotEmpty();
        first.descendants().forEach(ProcessHandle::destroyForcibly);
        first.destroyForcibly();
        assertSuccess(run, "spark");

        assertThat(Files.readString(directory.resolve("spark.log"))).contains("Lost executor");
        assertThat(files("spark")).isEqualTo(files("here"));
    }

    private Process worker(String master, int number) throws IOException {
        return part(
                "worker" + number + ".log",
                "worker.Worker",
                "--cores",
                "1",
                "--memory",
                "600m",
                "--work-dir",
                directory.resolve("work" + number).toString(),
                master);
    }
}
