package emiss.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The desktop of the user, which knows the browser. */
final class Desktop {
    private Desktop() {}

    /**
     * Opens an address in the browser, by the opener of the desktop.
     *
     * @return whether there is one
     */
    static boolean open(String address) {
        Optional<List<String>> opener = opener(System.getProperty("os.name", "").toLowerCase(Locale.ROOT));
        if (opener.isEmpty()) {
            return false;
        }
        try {
            new ProcessBuilder(Stream.concat(opener.get().stream(), Stream.of(address))
                            .toList())
                    .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException missing) {
            return false;
        }
    }

    private static Optional<List<String>> opener(String system) {
        if (system.startsWith("windows")) {
            return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        if (system.startsWith("mac")) {
            return Optional.of(List.of("open"));
        }
        boolean hasScreen = isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
        return hasScreen && isOnPath("xdg-open") ? Optional.of(List.of("xdg-open")) : Optional.empty();
    }

    private static File nothing() {
        return new File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private static boolean isSet(String variable) {
        return !System.getenv().getOrDefault(variable, "").isEmpty();
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
