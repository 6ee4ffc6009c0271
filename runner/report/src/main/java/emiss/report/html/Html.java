package emiss.report.html;

import emiss.report.text.MathText;
import emiss.report.text.ValueText;
import emiss.results.Settings;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Building blocks of HTML. */
public final class Html {
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^A-Za-z0-9_-]");
    private static final int MOST_ITEMS_IN_FULL = 8;

    private Html() {}

    /** Text with special characters escaped. */
    public static String escape(String text) {
        return MathText.plain(text).html();
    }

    /** Text as code. */
    public static String code(String text) {
        return "<code>" + escape(text) + "</code>";
    }

    /** A name for an anchor: other characters become their number, so that different ids stay different. */
    public static String anchor(String prefix, String id) {
        return prefix + "-"
                + NOT_IN_ANCHORS
                        .matcher(id)
                        .replaceAll(found -> "." + (int) found.group().charAt(0));
    }

    /** A link to an anchor of the page. */
    public static String link(String anchor, String html) {
        return "<a href=\"#" + escape(anchor) + "\">" + html + "</a>";
    }

    /** A link to the part of the page about a study. */
    public static String studyLink(String id, String html) {
        return link(anchor("study", id), html);
    }

    /** An arXiv number or DOI as a link, another identifier as it is. */
    public static String identifier(String identifier) {
        if (identifier.startsWith("arXiv:")) {
            return outside("https://arxiv.org/abs/" + identifier.substring(6), identifier);
        }
        if (identifier.startsWith("doi:")) {
            return outside("https://doi.org/" + identifier.substring(4), identifier);
        }
        return escape(identifier);
    }

    private static String outside(String address, String text) {
        return "<a href=\"" + escape(address) + "\" rel=\"noreferrer\">" + escape(text) + "</a>";
    }

    /** What is folded away until it is asked for. */
    public static String folded(String summary, String html) {
        return "<details><summary>" + summary + "</summary>" + html + "</details>\n";
    }

    /** Settings, one a line, in the words of the configuration. */
    public static String settings(Settings settings) {
        return "<pre>"
                + settings.values().entrySet().stream()
                        .map(entry -> escape(entry.getKey() + ": " + inline(entry.getValue())))
                        .collect(Collectors.joining("\n"))
                + "</pre>";
    }

    /** A value on one line; long lists are shown by their ends. */
    private static String inline(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + inline(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof List<?> items ? list(items) : ValueText.exact(value);
    }

    private static String list(List<?> items) {
        if (items.size() <= MOST_ITEMS_IN_FULL
                || items.stream().anyMatch(item -> item instanceof List<?> inner && !inner.isEmpty())) {
            return items.stream().map(Html::inline).collect(Collectors.joining(", ", "[", "]"));
        }
        return "[" + inline(items.get(0)) + ", " + inline(items.get(1)) + ", ... , "
                + inline(items.get(items.size() - 1)) + "] (" + items.size() + " values)";
    }
}
