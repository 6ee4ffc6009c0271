package emiss.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.app.Emiss;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole configurations, with their progress. */
@Timeout(300)
final class RunTest {
    private static final String CONFIG = """
            experiments: [belle2-hta]
            studies:
              - {id: strength, type: signal-strength}
              - {id: scan, type: mass-scan, scenario: vector, couplings: [hV], masses: {from: 1.5, to: 2.5, step: 0.25}}
            """;

    @TempDir
    private static Path directory;

    private static Path folder;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        folder = Files.createDirectory(directory.resolve("folder"));
        client = Client.start(folder);
    }

    @AfterAll
    static void end() {
        client.close();
    }

    private record Event(String name, JsonNode data) {}

    private static List<Event> events(BufferedReader reader) throws IOException {
        List<Event> events = new ArrayList<>();
        String name = "";
        StringBuilder data = new StringBuilder();
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring("data: ".length())).append('\n');
                } else if (line.isEmpty() && data.length() > 0) {
                    events.add(new Event(name, JsonMapper.shared().readTree(data.toString())));
                    data.setLength(0);
                }
            }
        }
        return events;
    }

    private static String request(String config, String rest) {
        return "{\"config\": " + JsonMapper.shared().writeValueAsString(config) + rest + "}";
    }

    @Test
    void itsNumbersAreThoseOfTheCommandLine() throws IOException {
        List<Event> events = events(client.run(request(CONFIG, ", \"out\": \"some/results\"")));

        List<String> names = events.stream().map(Event::name).toList();
        assertThat(names).endsWith("done").contains("progress");
        assertThat(names.stream().filter("study"::equals)).hasSize(2);
        JsonNode done = events.get(events.size() - 1).data;
        double t = Emiss.create().run(CONFIG).study("scan").orElseThrow().number("/best/t");
        assertThat(done.at("/studies/1/best/t").asDouble()).isCloseTo(t, within(1e-9));
        assertThat(JsonMapper.shared().readTree(Files.readString(folder.resolve("some/results/results.json"))))
                .isEqualTo(done);
        assertThat(folder.resolve("some/results/scan.csv")).exists();
    }

    @Test
    void aConfigurationMayBeAnObject() throws IOException {
        List<Event> events = events(
                client.run(
                        "{\"config\": {\"experiments\": [\"belle2-hta\"], \"studies\": [{\"id\": \"s\", \"type\": \"signal-strength\"}]}}"));

        assertThat(events.get(events.size() - 1).data.at("/studies/0/status").asString())
                .isEqualTo("ok");
    }

    @Test
    void whatIsWrongHasItsPlaceInTheConfiguration() {
        JsonNode problem = client.post(
                        "api/run", request("experiments: [belle2-hta]\nstudies:\n  - {id: s, typ: fit}\n", ""))
                .json()
                .get("problems")
                .get(0);

        assertThat(problem.get("line").asInt()).isEqualTo(3);
        assertThat(problem.get("message").asString()).contains("typ");
    }

    @Test
    void itLoadsNoCode() throws IOException {
        Files.writeString(folder.resolve("some.jar"), "no jar");
        Client.Response response = client.post("api/run", request("plugins: [some.jar]\n" + CONFIG, ""));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("a request loads no code").doesNotContain("left out");
    }

    @Test
    void nothingIsWrittenElsewhere() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        Files.createDirectory(folder.resolve("holds"));
        Files.createSymbolicLink(folder.resolve("holds/tables"), elsewhere);
        for (String out :
                List.of("../elsewhere", "link", "link/new", elsewhere.toString(), "a/../../elsewhere", "holds")) {
            Client.Response response = client.post("api/run", request(CONFIG, ", \"out\": \"" + out + "\""));

            assertThat(response.status()).as(out + ": " + response.body()).isEqualTo(400);
        }
        try (var files = Files.list(elsewhere)) {
            assertThat(files).isEmpty();
        }
    }

    /** More runs than may go on at the same time, each of which would take many minutes. */
    @Test
    void aRunEndsWithItsCaller() throws IOException, InterruptedException {
        String endless = """
                experiments: [belle2-ita, belle2-hta]
                studies:
                  - {id: long, type: mass-scan, scenario: spin32-pair, couplings: [FTT, FTtT, FVV], masses: {from: 0.2, to: 2.2, points: 10000}}
                """;
        for (int i = 0; i < 4; i++) {
            try (BufferedReader reader = client.run(request(endless, ""))) {
                assertThat(reader.readLine()).isEqualTo("event: progress");
            }
        }
        List<Event> events = List.of();
        for (int attempt = 0;
                attempt < 100 && events.stream().noneMatch(event -> event.name.equals("done"));
                attempt++) {
            Thread.sleep(100);
            events = events(client.run(request(CONFIG, "")));
        }

        assertThat(events.get(events.size() - 1).name).isEqualTo("done");
    }
}
