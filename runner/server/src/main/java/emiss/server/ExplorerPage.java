package emiss.server;

import emiss.report.page.PageParts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The files of the page, which are resources of this module in the folder {@value #FOLDER}. */
final class ExplorerPage {
    private static final String FOLDER = "explore/";
    private static final String INDEX = "index.html";

    /** One name, no path. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)+");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");

    /** What the page shares with the report. */
    private static final Map<String, Supplier<Optional<String>>> OF_THE_REPORT = Map.of(
            "page.css", () -> Optional.of(PageParts.style()),
            "page.js", () -> Optional.of(PageParts.script()),
            // a page without chart libraries shows pictures
            "charts.js", () -> Optional.of(PageParts.chartLibraries().orElse("")));

    private ExplorerPage() {}

    /** The page itself. */
    static Answer page() {
        return asset(INDEX).orElseThrow(() -> new IllegalStateException("the page is missing in the program"));
    }

    /** A script, a style or a picture; empty if there is none of this name. */
    static Optional<Answer> asset(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        if (OF_THE_REPORT.containsKey(name)) {
            return OF_THE_REPORT.get(name).get().map(text -> text(type, text));
        }
        try (InputStream content = ExplorerPage.class.getResourceAsStream(FOLDER + name)) {
            return content == null ? Optional.empty() : Optional.of(new Answer(200, type, content.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Answer text(String type, String text) {
        return new Answer(200, type, text.getBytes(StandardCharsets.UTF_8));
    }
}
