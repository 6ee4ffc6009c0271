package emiss.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The scripts that draw charts in the browser, as the build packed them: Vega, Vega-Lite and Vega-Embed.
 *
 * @param scripts their texts, in the order in which they must run
 * @param notices licences of all that is in them
 */
record ChartLibraries(List<String> scripts, String notices) {
    private static final List<String> NAMES = List.of("vega", "vega-lite", "vega-embed");

    /** Copies the list. */
    ChartLibraries {
        scripts = List.copyOf(scripts);
    }

    /** The libraries; empty where the build could not get them. */
    static Optional<ChartLibraries> packed() {
        List<String> scripts = new ArrayList<>();
        for (String name : NAMES) {
            Optional<String> script = resource("vega/" + name + ".min.js");
            if (script.isEmpty()) {
                return Optional.empty();
            }
            scripts.add(script.orElseThrow());
        }
        return resource("vega/NOTICES.txt").map(notices -> new ChartLibraries(scripts, notices));
    }

    /** A text beside this class; empty if it is not there. */
    static Optional<String> resource(String name) {
        try (InputStream content = ChartLibraries.class.getResourceAsStream(name)) {
            return content == null
                    ? Optional.empty()
                    : Optional.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
