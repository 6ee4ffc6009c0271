package emiss.app.run;

import emiss.app.config.RunConfig;
import emiss.results.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a journal: of which run its points are. Two runs with equal hashes and seeds have the same points.
 *
 * @param format {@link #FORMAT}
 * @param program what computes them
 * @param config text of the configuration
 * @param configFile the file of the configuration, an absolute path; null if it came without one
 * @param configHash SHA-256 of the configuration
 * @param seed seed of random numbers
 * @param inputs data sets, form factors and Standard-Model inputs
 * @param jars the jars of the program as one, and those of other plugins
 */
public record JournalHeader(
        String format,
        Run.Program program,
        String config,
        @Nullable String configFile,
        String configHash,
        long seed,
        List<Part> inputs,
        List<Part> jars) {
    /** The format of journals. */
    static final String FORMAT = "emiss-points/1";

    /**
     * Something that points depend on.
     *
     * @param name what it is
     * @param sha256 hash of its content
     */
    public record Part(String name, String sha256) {}

    static JournalHeader of(RunConfig config, long seed, UsedParts used) {
        return new JournalHeader(
                FORMAT,
                ProgramVersion.running().program(),
                config.text(),
                config.file().map(Path::toString).orElse(null),
                config.hash(),
                seed,
                used.inputs().stream()
                        .map(input -> new Part(input.kind() + " " + input.id(), input.sha256()))
                        .toList(),
                used.jars());
    }

    /** Why points of one run are not those of the other, in words; empty if they are. */
    public Optional<String> difference(JournalHeader other) {
        if (!configHash.equals(other.configHash)) {
            return Optional.of(
                    "another configuration (SHA-256 " + start(configHash) + ", not " + start(other.configHash) + ")");
        }
        if (seed != other.seed) {
            return Optional.of("another seed (" + seed + ", not " + other.seed + ")");
        }
        return difference(inputs, other.inputs)
                .map(name -> "another " + name)
                .or(() -> difference(jars, other.jars)
                        .map(name -> "another build of " + name + " (" + text(program) + ", not " + text(other.program)
                                + ")"));
    }

    private static Optional<String> difference(List<Part> parts, List<Part> others) {
        for (Part part : parts) {
            if (!others.contains(part)) {
                return Optional.of(part.name);
            }
        }
        return others.stream()
                .filter(part -> !parts.contains(part))
                .map(Part::name)
                .findFirst();
    }

    private static String start(String hash) {
        return hash.substring(0, Math.min(8, hash.length()));
    }

    private static String text(Run.Program program) {
        return program.version() + (program.commit().isEmpty() ? "" : " " + program.commit());
    }
}
