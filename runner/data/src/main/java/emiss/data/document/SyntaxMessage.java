package emiss.data.document;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says in plain words what Jackson and its YAML parser complain about. */
final class SyntaxMessage {
    private record Rule(Pattern pattern, String plain) {
        Rule(String pattern, String plain) {
            this(Pattern.compile(pattern), plain);
        }
    }

    // What the parsers say, and what it means for whoever wrote the document; the first that is found counts.
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "expected <block end>, but found '<block (mapping|sequence) start>'",
                    "wrong indentation: this line begins further right or left than those it belongs to"),
            new Rule(
                    "expected <block end>, but found '\\?'",
                    "wrong indentation: list items and named fields are mixed on one level"),
            new Rule(
                    "expected <block end>, but found '<scalar>'",
                    "unexpected text after a value; put a text with an apostrophe in double quotes"),
            new Rule(
                    "mapping values are not allowed here",
                    "unexpected colon: check the indentation, or quote a text that has a colon"),
            new Rule("found character '\\\\t\\(TAB\\)'", "wrong indentation: a tab, expected spaces"),
            new Rule("found character '(.)' that cannot start any token", "a text that begins with $1 must be quoted"),
            new Rule(
                    "expected ',' or '(.)', but got <stream end>",
                    "the document ends before the closing $1 of a list or object"),
            new Rule("expected ',' or '(.)', but got (\\S+)", "expected a comma or $1, found $2"),
            new Rule("found unexpected end of stream", "a text in quotes does not end"),
            new Rule("expecting closing quote", "a text in quotes does not end"),
            new Rule(
                    "(?:unknown escape character|Unrecognized character escape '?)\\s*([^' (]*)",
                    "unknown escape \\$1 in a text in double quotes"),
            new Rule("could not find expected ':'", "expected a colon after the name of a field"),
            new Rule("found '<document end>'", "the document ends where a value is expected"),
            new Rule("expected the node content, but found '(.*?)'", "expected a value, found $1"),
            new Rule("expected (?:<block end>|'<document start>'), but found '(.*?)'", "unexpected $1"),
            new Rule("expected chomping or indentation", "expected a line break after | or >"),
            new Rule("special characters are not allowed", "a control character, which a document may not have"),
            new Rule("Expected a property name", "the name of a field is a list or an object, expected a text"),
            new Rule("sequence entries are not allowed here", "a list item (-) cannot begin here, expected a new line"),
            new Rule("mapping keys are not allowed here", "a question mark cannot stand here; quote the text"),
            new Rule("YAML document exceeds the limit: (\\d+)", "the document has more than $1 characters"),
            new Rule("Non-standard token '(.*?)'", "$1 is not a number of JSON, expected a finite number"),
            new Rule("Unrecognized token '(.*?)'", "unexpected $1; texts are in double quotes"),
            new Rule("Leading zeroes", "a number begins with 0 and another digit"),
            new Rule(
                    "'}' .*double-quote to start",
                    "a comma before the closing brace, expected another field or no comma"),
            new Rule("double-quote to start", "the names of fields are in double quotes"),
            new Rule("character \\(']'", "expected a value, found ]; is there a comma too many?"),
            new Rule("Decimal point not followed", "a decimal point must be followed by a digit"),
            new Rule("plus signs", "a number begins with a plus sign"),
            new Rule("Exponent indicator not followed", "the e of an exponent must be followed by a digit"),
            new Rule("expecting a colon", "expected a colon after the name of a field"),
            new Rule("character \\('(.+?)' .*expecting comma", "expected a comma, found $1"),
            new Rule(
                    "Illegal unquoted character",
                    "a line break or control character in a text, expected \\n or another escape"),
            new Rule("comment\\?", "comments are not allowed in JSON"),
            new Rule("character \\('(.+?)' .*expected a valid value", "expected a value, found $1"),
            new Rule("nesting depth .*allowed \\((\\d+)", "lists and objects are nested more than $1 deep"),
            new Rule("Number value length .*allowed \\((\\d+)", "a number has more than $1 characters"),
            new Rule("Name length .*allowed \\((\\d+)", "the name of a field has more than $1 characters"),
            new Rule("String value length .*allowed \\((\\d+)", "a text has more than $1 characters"),
            new Rule("exceeds the maximum allowed \\((\\d+)", "something in it is longer than $1 characters"),
            new Rule("end-of-input", "the document ends before the closing bracket of a list or object"),
            new Rule("exadecimal", "hexadecimal numbers are not allowed in JSON"),
            new Rule("CTRL-CHAR, code (\\d+)", "a control character (code $1), which a document may not have"));

    private SyntaxMessage() {}

    /** The problem in plain words, without the excerpts and places that the parsers add. */
    static String of(String message) {
        String line = message.lines()
                .filter(part -> !part.isBlank() && !Character.isWhitespace(part.charAt(0)))
                .collect(Collectors.joining(", "));
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern.matcher(line);
            if (matcher.find()) {
                return expand(matcher, rule.plain);
            }
        }
        return line;
    }

    private static String expand(Matcher matcher, String plain) {
        String text = plain;
        for (int group = 1; group <= matcher.groupCount(); group++) {
            text = text.replace("$" + group, matcher.group(group));
        }
        return text;
    }
}
