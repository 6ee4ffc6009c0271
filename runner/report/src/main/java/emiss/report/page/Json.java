package emiss.report.page;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Building blocks of JSON for pages. */
final class Json {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int DIGITS = 5;

    private Json() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    /** A number to five digits: finer than a screen shows, and short. */
    static double shortened(double number) {
        if (number == 0 || !Double.isFinite(number)) {
            return number;
        }
        return rounded(number, DIGITS - 1 - (int) Math.floor(Math.log10(Math.abs(number))));
    }

    /** A number with so many decimals; of a negative number of them that many digits before the point are zero. */
    static double rounded(double number, int decimals) {
        double power = Math.pow(10, Math.abs(decimals));
        // dividing by a power of ten that is exact gives the double next to the decimal number, which prints short
        return decimals >= 0 ? Math.rint(number * power) / power : Math.rint(number / power) * power;
    }

    /** The characters of a value that may stand inside a script element of a page. */
    static String text(ObjectNode node) {
        return MAPPER.writeValueAsString(node)
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
