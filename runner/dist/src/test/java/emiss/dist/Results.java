package emiss.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run wrote. */
final class Results {
    private Results() {}

    static JsonNode read(Path directory) {
        try {
            return new JsonMapper().readTree(Files.readString(directory.resolve("results.json")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode study(Path directory, String id) {
        for (JsonNode study : read(directory).get("studies")) {
            if (study.get("id").asString().equals(id)) {
                return study;
            }
        }
        throw new AssertionError("there is no study " + id + " in " + directory);
    }
}
