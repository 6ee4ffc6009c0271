package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as a process of its own: what it prints, how it ends, and plugins that do not answer. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(180)
final class ServeTest {
    private static final String GOOD =
            "{\"experiments\": [\"belle2-hta\"], \"scenario\": \"scalar\", \"mass\": 2.1, \"couplings\": {\"gS\": 1e-8}}";

    @TempDir
    private Path directory;

    private Process start(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(Distribution.onModulePath("serve"));
        command.addAll(List.of(arguments));
        command.addAll(1, options);
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("stderr.txt").toFile())
                .start();
    }

    private static String address(Process service) throws IOException {
        BufferedReader out = service.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertThat(line).matches("http://127\\.0\\.0\\.1:\\d+/[A-Za-z0-9]{32}/");
        return line;
    }

    private static JsonNode evaluate(String address, String request) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address + "api/evaluate").toURL().openConnection();
        connection.setDoOutput(true);
        connection.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        try (InputStream content = connection.getInputStream()) {
            return JsonMapper.shared().readTree(content);
        }
    }

    @Test
    void itEndsWithTheProgramThatBeganIt() throws IOException, InterruptedException {
        Process service = start(List.of(), "--with-parent");
        try {
            assertThat(evaluate(address(service), GOOD).get("t").isNumber()).isTrue();
            service.getOutputStream().close();

            assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).isZero();
            assertThat(service.inputReader(StandardCharsets.UTF_8).readLine()).isNull();
        } finally {
            service.destroyForcibly();
        }
    }

    @Test
    void itEndsWithCtrlC() throws IOException, InterruptedException {
        Process service = start(List.of());
        try {
            address(service);
            assumeFalse(InterruptTest.ignores(service, InterruptTest.SIGINT), "SIGINT is ignored here");
            new ProcessBuilder("kill", "-INT", Long.toString(service.pid()))
                    .start()
                    .waitFor();

            assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).isEqualTo(130);
        } finally {
            service.destroyForcibly();
        }
    }

    /** Scenarios that hang, that throw, and that break their contract, asked at the same time as a good one. */
    @Test
    void pluginsThatDoNotAnswerLeaveTheService() throws IOException {
        PluginJar jar = new PluginJar(directory);
        jar.hostile("Asleep", "", "while (yes()) { try { Thread.sleep(1000); } catch (InterruptedException e) { } }");
        jar.hostile("Throwing", "", "if (yes()) throw new NoClassDefFoundError(\"lib/Absent\");");
        jar.hostile("Wrong", "", "if (yes()) return new SpectralFunctions(Double.NaN, 0, 0, 0);");
        Files.createDirectories(directory.resolve("home/.emiss/plugins"));
        jar.module("hostile", "", "Asleep", "Throwing", "Wrong")
                .write(directory.resolve("home/.emiss/plugins/hostile.jar"));
        Process service =
                start(List.of("-Duser.home=" + directory.resolve("home"), "-Demiss.point-time=1"), "--with-parent");
        try {
            String address = address(service);
            String hostile = GOOD.replace("gS", "c");

            assertThat(evaluate(address, hostile.replace("scalar", "asleep"))
                            .get("failed")
                            .asString())
                    .isEqualTo("scenario asleep did not answer within 1 s");
            assertThat(evaluate(address, hostile.replace("scalar", "asleep"))
                            .get("failed")
                            .asString())
                    .isEqualTo("scenario asleep was given up: it once did not answer within 1 s");
            assertThat(evaluate(address, hostile.replace("scalar", "throwing"))
                            .get("failed")
                            .asString())
                    .contains("lib/Absent");
            assertThat(evaluate(address, hostile.replace("scalar", "wrong"))
                            .get("failed")
                            .asString())
                    .contains("scenario wrong", "NaN");
            assertThat(evaluate(address, GOOD).get("t").isNumber()).isTrue();
        } finally {
            service.destroyForcibly();
        }
    }
}
