package emiss.data.document;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Builds the tree of a document from the tokens of Jackson's streaming parsers. */
final class DocumentParser {
    /** Ends the parsing of a document that cannot be understood; the problem is already recorded. */
    private static final class Abandoned extends Exception {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super(null, null, false, false);
        }
    }

    // Safe for several threads; keeps the names of fields that it has seen.
    private static final JsonFactory JSON_FACTORY = new JsonFactory();

    // Plain scalars of the YAML 1.2 core schema, sec. 10.3.2 of the specification.
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]{1,20}");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]{1,15}");
    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("\\.(nan|NaN|NAN)");

    /** Where the YAML parser says, in its message, that the problem is. */
    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");

    private final String document;
    private final Syntax syntax;
    private final Problems problems;
    private int[] characters = new int[0];

    DocumentParser(String document, Syntax syntax, Problems problems) {
        this.document = document;
        this.syntax = syntax;
        this.problems = problems;
    }

    Node parse(InputStream content) {
        Location start = new Location(document, 1, 1);
        String text = Utf8.read(content, start, problems).orElse(null);
        if (text == null) {
            return Node.unreadable(start);
        }
        if (syntax == Syntax.YAML) {
            characters = text.codePoints().toArray();
        }
        TokenStreamFactory factory = syntax == Syntax.JSON ? JSON_FACTORY : new YAMLFactory();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                problems.add(start, "the document is empty");
                return Node.unreadable(start);
            }
            Node root = value(parser);
            if (parser.nextToken() != null) {
                problems.add(here(parser), "expected the end of the document, because its value is complete");
                return Node.unreadable(start);
            }
            return root;
        } catch (JacksonException e) {
            problems.add(place(e), "not valid " + syntax + ": " + SyntaxMessage.of(e.getOriginalMessage()));
        } catch (Abandoned e) {
            return Node.unreadable(start);
        }
        return Node.unreadable(start);
    }

    private Node value(JsonParser parser) throws Abandoned {
        refuseProperties(parser);
        Location where = here(parser);
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser, where);
            case START_ARRAY -> {
                List<Node> items = new ArrayList<>();
                while (next(parser) != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield Node.array(where, items);
            }
            default -> syntax == Syntax.JSON ? jsonScalar(parser, where) : yamlScalar(parser, where);
        };
    }

    private Node object(JsonParser parser, Location where) throws Abandoned {
        Map<String, Node> fields = new LinkedHashMap<>();
        Map<String, Location> keyLocations = new LinkedHashMap<>();
        while (next(parser) != JsonToken.END_OBJECT) {
            refuseProperties(parser);
            Location keyLocation = here(parser);
            String key = printable(parser.currentName(), keyLocation);
            if (key.isBlank()) {
                problems.add(keyLocation, "the name of a field is " + (key.isEmpty() ? "empty" : "blank"));
            }
            if (syntax == Syntax.YAML && key.equals("<<")) {
                problems.add(keyLocation, "merge keys (<<) are not supported; repeat the fields");
                throw new Abandoned();
            }
            next(parser);
            Node value = value(parser);
            Location first = keyLocations.get(key);
            if (first == null) {
                keyLocations.put(key, keyLocation);
                fields.put(key, value);
            } else {
                problems.add(
                        keyLocation,
                        "duplicate field \"" + key + "\"; it was given at line " + first.line() + ", column "
                                + first.column() + " already");
            }
        }
        return Node.object(where, fields, keyLocations);
    }

    private static JsonToken next(JsonParser parser) throws Abandoned {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new Abandoned();
        }
        return token;
    }

    /** U+0000 is in no name of a file, and halves of characters cannot be written. */
    private String printable(String text, Location where) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (isPair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                problems.add(where, String.format("a text has the character U+%04X, which cannot be printed", (int) c));
                break;
            }
        }
        return text;
    }

    private Node jsonScalar(JsonParser parser, Location where) {
        String text = printable(parser.getString(), where);
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                Node.scalar(where, Kind.NUMBER, text, Double.parseDouble(text));
            case VALUE_TRUE, VALUE_FALSE -> Node.scalar(where, Kind.BOOLEAN, text, Double.NaN);
            case VALUE_NULL -> Node.scalar(where, Kind.NULL, text, Double.NaN);
            default -> Node.scalar(where, Kind.STRING, text, Double.NaN);
        };
    }

    // Jackson's own typing of plain scalars differs from the core schema (it takes 1_000 for a number), and does not
    // tell
    // quoted from plain ones, so the type comes from the text and from the character that the scalar begins with.
    private Node yamlScalar(JsonParser parser, Location where) {
        String raw = parser.getString();
        String text = printable(raw == null ? "" : raw, where);
        int first = firstCharacter(parser);
        if (first == '"' || first == '\'' || first == '|' || first == '>') {
            return Node.scalar(where, Kind.STRING, text, Double.NaN);
        }
        if (parser.currentToken() == JsonToken.VALUE_NULL || NULL.matcher(text).matches()) {
            return Node.scalar(where, Kind.NULL, "null", Double.NaN);
        }
        if (BOOLEAN.matcher(text).matches()) {
            return Node.scalar(where, Kind.BOOLEAN, text, Double.NaN);
        }
        if (DECIMAL.matcher(text).matches()) {
            return Node.scalar(where, Kind.NUMBER, text, Double.parseDouble(text));
        }
        if (OCTAL.matcher(text).matches()) {
            return Node.scalar(where, Kind.NUMBER, text, Long.parseLong(text.substring(2), 8));
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return Node.scalar(where, Kind.NUMBER, text, Long.parseLong(text.substring(2), 16));
        }
        if (INFINITE.matcher(text).matches()) {
            double infinite = text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return Node.scalar(where, Kind.NUMBER, text, infinite);
        }
        if (NOT_A_NUMBER.matcher(text).matches()) {
            return Node.scalar(where, Kind.NUMBER, text, Double.NaN);
        }
        return Node.scalar(where, Kind.STRING, text, Double.NaN);
    }

    private void refuseProperties(JsonParser parser) throws Abandoned {
        if (syntax == Syntax.JSON) {
            return;
        }
        String refused = switch (firstCharacter(parser)) {
            case '&' -> "anchors (&name) are not supported; remove it and repeat the value where it is needed";
            case '*' -> "aliases (*name) are not supported; repeat the value instead";
            case '!' -> "tags (!name) are not supported; write the plain value, quoted if it is to be a string";
            default -> "";
        };
        if (!refused.isEmpty()) {
            problems.add(here(parser), refused);
            throw new Abandoned();
        }
    }

    private int firstCharacter(JsonParser parser) {
        long offset = parser.currentTokenLocation().getCharOffset();
        return offset >= 0 && offset < characters.length ? characters[(int) offset] : -1;
    }

    private Location here(JsonParser parser) {
        return locate(parser.currentTokenLocation());
    }

    /** The place of a syntax error: that of the YAML parser's message, because the one it reports is that of the token before. */
    private Location place(JacksonException e) {
        Matcher found = PLACE.matcher(String.valueOf(e.getOriginalMessage()));
        Location place = locate(e.getLocation());
        while (syntax == Syntax.YAML && found.find()) {
            place = new Location(document, Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
        }
        return place;
    }

    private Location locate(@Nullable TokenStreamLocation where) {
        return where == null
                ? new Location(document, 1, 1)
                : new Location(document, Math.max(1, where.getLineNr()), Math.max(1, where.getColumnNr()));
    }
}
