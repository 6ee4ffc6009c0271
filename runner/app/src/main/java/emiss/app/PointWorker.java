package emiss.app;

import emiss.app.config.ConfigReader;
import emiss.app.run.Parallel;
import emiss.app.run.PointJob;
import emiss.app.run.PointLines;
import emiss.app.run.Progress;
import emiss.app.run.Runner;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.apiguardian.api.API;

/**
 * Computes points of a run in another process, of which it needs nothing but a description. Known there by the interfaces of Java
 * alone: it is a function of the id of a study and numbers of points, and gives a line for each. Several threads may ask.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public final class PointWorker implements BiFunction<String, int[], String[]> {
    private static final int THREADS = 256;

    private final PointLines points;

    /**
     * Gets ready: plugins are assembled, and the configuration is read.
     *
     * @param job the description, as {@link Backend#open} is given it
     * @throws IOException if the files that travelled cannot be written here
     */
    public PointWorker(byte[] job) throws IOException {
        PointJob described = PointJob.read(job);
        described.apply();
        Application application = new Application();
        points = application
                .instance(Runner.class)
                .points(
                        described.config(application.instance(ConfigReader.class)),
                        described.seed(),
                        new Parallel(THREADS, described.pointTime(), Progress.SILENT));
    }

    /**
     * {@return the lines of points}
     *
     * @param study id of the study
     * @param indices numbers of the points
     */
    @Override
    public String[] apply(String study, int[] indices) {
        return Arrays.stream(indices)
                .mapToObj(index -> points.line(study, index))
                .toArray(String[]::new);
    }
}
