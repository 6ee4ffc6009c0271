package emiss.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apiguardian.api.API;

/** A kind of cluster that computes the points of runs, found by {@link ServiceLoader}, mostly on the class path. */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Backend {
    /** {@return its name on the command line, for example {@code spark}} */
    String id();

    /**
     * {@return a cluster that is ready to compute}
     *
     * @param master where the cluster is, as it is called there
     * @param jars the program; in every process of the cluster they are to be alone on the class path of a loader of their own
     * @param job what a {@link PointWorker} in these processes is to be given
     * @throws IllegalStateException with the reason, if the cluster cannot be used
     */
    Cluster open(String master, List<Path> jars, byte[] job);

    /** A cluster while a run goes on; may be asked by several threads. */
    interface Cluster extends AutoCloseable {
        /** {@return how many points it computes at once} */
        int slots();

        /**
         * {@return what {@link PointWorker#apply} gives for points of a study, in their order; a process that is lost costs time alone}
         *
         * @param study id of the study
         * @param points numbers of the points
         * @param atOnce how many of them are one task
         */
        List<String> compute(String study, List<Integer> points, int atOnce);

        /** Ends what is being computed, and leaves the cluster. */
        @Override
        void close();
    }

    /**
     * {@return the kind of cluster with this name; empty if there is none}
     *
     * @param id the name
     */
    static Optional<Backend> of(String id) {
        return ServiceLoader.load(Backend.class, ClassLoader.getSystemClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(backend -> backend.id().equals(id))
                .findFirst();
    }
}
