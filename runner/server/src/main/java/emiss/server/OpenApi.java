package emiss.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of the service, a resource. */
final class OpenApi {
    private static final String FILE = "openapi.json";

    private OpenApi() {}

    /** The document. */
    static Answer document() {
        try (InputStream content = OpenApi.class.getResourceAsStream(FILE)) {
            if (content == null) {
                throw new IllegalStateException("the description is missing in the program");
            }
            return Answer.jsonText(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
