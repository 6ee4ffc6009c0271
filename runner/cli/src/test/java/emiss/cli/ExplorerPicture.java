package emiss.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes docs/explorer.png anew. Its name keeps it out of the build; docs/explorer.md says how to run it. */
final class ExplorerPicture {
    @TempDir
    static Path directory;

    @Test
    void isTaken() throws IOException {
        try (Explorer explorer = Explorer.start(directory, 1280, 860)) {
            explorer.browser()
                    .command(
                            "Emulation.setDeviceMetricsOverride",
                            Map.of("width", 1280, "height", 860, "deviceScaleFactor", 1, "mobile", false));
            explorer.open("scenario=scalar-pair&mass=0.46&c.gVV=3.9&experiments=belle2-ita+belle2-hta"
                    + "+babar-kplus+babar-kzero+babar-kstar0+babar-kstarplus+aleph-bs");
            Map<String, Object> taken = explorer.browser().command("Page.captureScreenshot", Map.of("format", "png"));
            Files.write(
                    Path.of("../../docs/explorer.png"), Base64.getDecoder().decode(String.valueOf(taken.get("data"))));
        }
    }
}
