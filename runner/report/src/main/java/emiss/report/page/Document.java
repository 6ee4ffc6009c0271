package emiss.report.page;

import emiss.report.html.Html;
import emiss.results.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One HTML file that holds all it needs. Its content security policy forbids every connection, and every script and style
 * except those whose hashes it names.
 */
final class Document {
    private final String title;
    private final Optional<ChartLibraries> libraries;
    private final StringBuilder contents = new StringBuilder();
    private final StringBuilder main = new StringBuilder();

    Document(String title, Optional<ChartLibraries> libraries) {
        this.title = title;
        this.libraries = libraries;
    }

    /** Adds what is on the page. */
    Document add(String html) {
        main.append(html);
        return this;
    }

    /** Adds a section with a heading of the second level, and its entry in the table of contents. */
    Document section(String anchor, String heading, String html) {
        contents.append("<li>").append(Html.link(anchor, heading)).append("</li>\n");
        return framed(anchor, heading, html, List.of());
    }

    /** Adds a section whose parts are in the table of contents too. */
    Document section(String anchor, String heading, String html, List<Part> parts) {
        contents.append("<li><details><summary>")
                .append(Html.link(anchor, heading).replace("<a ", "<a class=\"group\" "))
                .append(" <span class=\"count\">")
                .append(parts.size())
                .append("</span></summary><ul>");
        for (Part part : parts) {
            contents.append("<li>")
                    .append(Html.link(part.anchor(), part.heading()))
                    .append("</li>");
        }
        contents.append("</ul></details></li>\n");
        return framed(anchor, heading, html, parts);
    }

    private Document framed(String anchor, String heading, String html, List<Part> parts) {
        add("<section id=\"" + anchor + "\">\n<h2>" + heading + "</h2>\n").add(html);
        parts.forEach(part -> add(part.html()));
        return add("</section>\n");
    }

    /**
     * A part of a section.
     *
     * @param anchor its anchor
     * @param heading how the table of contents calls it
     * @param content what it shows
     */
    record Part(String anchor, String heading, String content) {
        private String html() {
            return "<section class=\"study\" id=\"" + anchor + "\">\n" + content + "</section>\n";
        }
    }

    /**
     * Writes the page, and creates the directory where it stands.
     *
     * @throws IOException if it cannot be written
     */
    void write(Path file) throws IOException {
        WholeFile.write(file, html());
    }

    /** The characters of the page. */
    String html() {
        String style = PageParts.style();
        List<String> scripts = new ArrayList<>();
        libraries.ifPresent(found -> scripts.addAll(found.scripts()));
        scripts.add(PageParts.script());
        List<String> safe = scripts.stream()
                .map(script -> script.replace("</script", "<\\/script"))
                .toList();
        String policy = "default-src 'none'; img-src data:; style-src " + hash(style) + "; script-src "
                + safe.stream().map(Document::hash).collect(Collectors.joining(" "))
                + "; base-uri 'none'; form-action 'none'";
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n"
                + "<link rel=\"icon\" href=\"data:,\">\n"
                + "<title>" + Html.escape(title) + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n"
                + "<a class=\"skip\" href=\"#top\">Skip the table of contents</a>\n<div class=\"frame\">\n"
                + "<nav class=\"contents\" aria-label=\"Contents\"><input type=\"search\" placeholder=\"Search\" "
                + "aria-label=\"Search studies and figures\"><details open><summary>Contents</summary>\n<ul>\n"
                + contents + "</ul></details></nav>\n<main id=\"top\">\n" + main + "</main>\n</div>\n"
                + libraries.map(Document::notices).orElse("")
                + safe.stream()
                        .map(script -> "<script>" + script + "</script>\n")
                        .collect(Collectors.joining())
                + "</body>\n</html>\n";
    }

    private static String notices(ChartLibraries libraries) {
        return "<script type=\"text/plain\" id=\"licences\">\nLicences of the chart libraries in this page\n\n"
                + libraries.notices().replace("</", "<\\/") + "</script>\n";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
