package emiss.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests of all kinds leave the memory level. */
final class MemoryTest {
    /** {@code -Demiss.requests=100000} for the full number. */
    private static final int REQUESTS = Integer.getInteger("emiss.requests", 1500);

    /** What noise of the collector there may be [bytes]. */
    private static final long NOISE = 16L << 20;

    private static final List<String> DATA =
            List.of("belle2-ita", "belle2-hta", "babar-kplus", "babar-kstar0", "aleph-bs");
    private static final List<String> SCENARIOS = List.of("scalar", "vector", "dirac-pair", "scalar-pair");
    private static final List<String> COUPLINGS = List.of("gS", "hV", "fVV", "gSS");

    @TempDir
    private Path folder;

    @Test
    void staysLevel() {
        Random random = new Random(16);
        try (Client client = Client.start(folder)) {
            for (int i = 0; i < REQUESTS / 2; i++) {
                ask(client, random);
            }
            long half = used();
            for (int i = 0; i < REQUESTS / 2; i++) {
                ask(client, random);
            }

            assertThat(used() - half)
                    .as("bytes more after as many requests again")
                    .isLessThan(NOISE);
        }
    }

    private static void ask(Client client, Random random) {
        int kind = random.nextInt(SCENARIOS.size());
        String experiments = "[\"" + DATA.get(random.nextInt(DATA.size())) + "\"]";
        String point = "\"scenario\": \"" + SCENARIOS.get(kind) + "\", \"mass\": " + 2.2 * random.nextDouble()
                + ", \"couplings\": {\"" + COUPLINGS.get(random.nextInt(COUPLINGS.size())) + "\": "
                + random.nextGaussian()
                + "e-8}";
        Client.Response response = switch (random.nextInt(12)) {
            case 0 -> client.get("api/catalogue");
            case 1 -> client.get("api/" + random.nextLong());
            case 2 ->
                client.post("api/evaluate", "{\"experiments\": " + experiments + ", \"x" + random.nextInt() + "\": 1}");
            case 3 ->
                client.post(
                        "api/evaluate",
                        "{\"experiments\": " + experiments + ", \"inputs\": {\"smUncertainty\": " + random.nextDouble()
                                + "}, " + point + "}");
            case 4 ->
                client.post(
                        "api/evaluate",
                        "{\"experiments\": " + experiments
                                + ", \"answers\": [\"events\", \"gradient\", \"branchingFractions\"], " + point + "}");
            default -> client.post("api/evaluate", "{\"experiments\": " + experiments + ", " + point + "}");
        };
        assertThat(response.status()).as(response.body()).isIn(200, 400, 404);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
