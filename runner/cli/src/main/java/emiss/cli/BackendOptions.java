package emiss.cli;

import emiss.app.Backend;
import emiss.app.config.RunConfig;
import emiss.app.plugin.TimeLimit;
import emiss.app.run.PointJob;
import emiss.app.run.ProgramJars;
import emiss.app.run.RemotePoints;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where points are computed. */
final class BackendOptions {
    private static final String LOCAL = "local";

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "What computes the points: local, the threads of this program (default), or spark.")
    private String backend = LOCAL;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Where the cluster of the backend is, for example spark://HOST:7077 or local[4].")
    private @Nullable String master;

    /** A cluster that computes the points of a run. */
    record Remote(Backend.Cluster cluster) implements RemotePoints, AutoCloseable {
        @Override
        public int slots() {
            return cluster.slots();
        }

        @Override
        public List<String> lines(String study, List<Integer> points, int atOnce) {
            return cluster.compute(study, points, atOnce);
        }

        @Override
        public void close() {
            cluster.close();
        }
    }

    /** Refuses what does not fit together, before anything is read. */
    void check(Console console) {
        if (backend.equals(LOCAL) && master != null) {
            throw console.wrong("--master is for a cluster, expected --backend too, for example spark");
        }
        if (!backend.equals(LOCAL) && Backend.of(backend).isEmpty()) {
            throw console.wrong("there is no backend " + backend
                    + " on the class path, expected local, or spark with its jars" + " (docs/scale.md)");
        }
        if (!backend.equals(LOCAL) && master == null) {
            throw console.wrong("--backend " + backend + " needs --master, for example spark://HOST:7077 or local[4]");
        }
    }

    /** The cluster; null if the points are computed here. */
    @Nullable
    Remote open(RunConfig config, long seed, TimeLimit limit, Console console) {
        Optional<Backend> found = backend.equals(LOCAL) ? Optional.empty() : Backend.of(backend);
        if (found.isEmpty() || master == null) {
            return null;
        }
        byte[] job = PointJob.bytes(config, seed, limit);
        try {
            return new Remote(found.get().open(master, ProgramJars.modules(), job));
        } catch (IllegalStateException unreachable) {
            throw console.wrong("--master " + master + " cannot be used: " + unreachable.getMessage());
        }
    }
}
