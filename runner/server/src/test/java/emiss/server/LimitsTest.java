package emiss.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that ask for too much. */
final class LimitsTest {
    private static final String POINT =
            "{\"experiments\": [\"belle2-hta\"], \"scenario\": \"scalar\", \"mass\": 2.1, \"couplings\": {\"gS\": 1e-8}}";

    @TempDir
    private Path folder;

    @Test
    void aLongBodyIsRefused() {
        try (Client client = Client.start(folder, new Limits(1000, 2, Duration.ofMinutes(1)))) {
            Client.Response response = client.post("api/evaluate", " ".repeat(1001 - POINT.length()) + POINT);

            assertThat(response.status()).isEqualTo(413);
            assertThat(response.body())
                    .isEqualTo("{\"problems\": [{\"message\": \"the request has more than 1000 bytes\"}]}");
            assertThat(client.post("api/evaluate", " ".repeat(1000 - POINT.length()) + POINT)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSlowRequestIsGivenUp() {
        // as many points as there may be, each with curves
        String points = IntStream.range(0, 100_000)
                .mapToObj(i -> "{\"mass\": " + (0.1 + 2e-5 * i) + "}")
                .collect(Collectors.joining(", "));
        String slow =
                POINT.replace("\"mass\": 2.1", "\"answers\": [\"t\", \"spectrum\"], \"points\": [" + points + "]");
        try (Client client = Client.start(folder, new Limits(1 << 24, 2, Duration.ofSeconds(2)))) {
            Client.Response response = client.post("api/evaluate", slow);

            assertThat(response.status()).isEqualTo(503);
            assertThat(response.body()).contains("the request took longer than 2 s");
            assertThat(client.post("api/evaluate", POINT).status()).isEqualTo(200);
        }
    }

    /** Characters that are left out, doubled or replaced: it is right, or said to be wrong, but nothing breaks. */
    @Test
    void noDocumentBreaksTheService() {
        Random random = new Random(5);
        String whole =
                "{\"experiments\": [\"belle2-hta\"], \"inputs\": {\"smUncertainty\": 0.1}, \"scenario\": \"scalar\", \"mass\": 2.1,"
                        + " \"answers\": [\"t\", \"gradient\"], \"couplings\": {\"gS\": [1e-8, 2e-8]}, \"nuisances\": {\"a\": 1}}";
        try (Client client = Client.start(folder)) {
            for (int i = 0; i < 400; i++) {
                StringBuilder mutated = new StringBuilder(whole);
                for (int k = random.nextInt(3); k >= 0; k--) {
                    int at = random.nextInt(mutated.length());
                    int other = random.nextInt(mutated.length());
                    mutated.replace(
                            at,
                            at + random.nextInt(2),
                            mutated.substring(other, Math.min(other + 1 + random.nextInt(9), mutated.length())));
                }
                for (String path : List.of("api/evaluate", "api/fit", "api/study", "api/run")) {
                    String body = path.equals("api/run") ? "{\"config\": " + mutated + "}" : mutated.toString();
                    Client.Response response = client.post(path, body);

                    assertThat(response.status()).as(path + " " + body).isIn(200, 400);
                }
            }
        }
    }

    @Test
    void aBrokenDocumentIsOneLine() {
        try (Client client = Client.start(folder)) {
            for (String broken : new String[] {
                "{", "[]", "null", "\"text\"", "{\"a\": 1, \"a\": 2}", "\u0000", "{\"experiments\": 1e999}"
            }) {
                Client.Response response = client.post("api/evaluate", broken);

                assertThat(response.status()).as(broken).isEqualTo(400);
                assertThat(response.json().get("problems").size()).isPositive();
                assertThat(response.body()).doesNotContain("Exception").doesNotContain("\tat ");
            }
        }
    }
}
