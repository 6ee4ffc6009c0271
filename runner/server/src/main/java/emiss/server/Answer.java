package emiss.server;

import emiss.data.document.JsonPrinter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is sent back.
 *
 * @param status the status of HTTP
 * @param type the media type
 * @param body the content, not copied
 */
record Answer(int status, String type, byte[] body) implements Reply {
    private static final String JSON = "application/json; charset=utf-8";

    /** A document. */
    static Answer json(@Nullable Object tree) {
        return jsonText(JsonPrinter.line(tree));
    }

    /** A document that is printed already. */
    static Answer jsonText(String text) {
        return new Answer(200, JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Why there is no other answer. */
    static Answer problems(int status, List<Problem> problems) {
        String text = JsonPrinter.line(
                Map.of("problems", problems.stream().map(Problem::tree).toList()));
        return new Answer(status, JSON, text.getBytes(StandardCharsets.UTF_8));
    }
}
