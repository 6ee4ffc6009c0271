package emiss.spark;

import emiss.app.Backend;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Points as tasks of Apache Spark. The program and the description of the run travel with the application; settings are those of
 * Spark ({@code -Dspark.NAME=VALUE}).
 */
public final class SparkBackend implements Backend {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLISECONDS = 100;

    /** Creates the backend. */
    public SparkBackend() {}

    @Override
    public String id() {
        return "spark";
    }

    @Override
    public Cluster open(String master, List<Path> jars, byte[] job) {
        SparkConf settings = new SparkConf()
                .setAppName("Emiss")
                .setMaster(master)
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.log.level", "ERROR");
        JavaSparkContext context;
        try {
            context = new JavaSparkContext(settings);
        } catch (RuntimeException refused) {
            throw new IllegalStateException(firstLine(refused), refused);
        }
        try {
            awaitExecutors(context, master);
            if (!context.isLocal()) {
                context.addJar(SparkBackend.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath());
            }
            jars.forEach(jar -> context.addFile(jar.toString()));
            List<String> names =
                    jars.stream().map(jar -> jar.getFileName().toString()).toList();
            return new SparkCluster(context, new Program(UUID.randomUUID().toString(), names, context.broadcast(job)));
        } catch (RuntimeException unusable) {
            context.close();
            throw unusable;
        }
    }

    private static String firstLine(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static void awaitExecutors(JavaSparkContext context, String master) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        // the driver is one of them
        while (!context.isLocal() && context.statusTracker().getExecutorInfos().length < 2) {
            if (System.nanoTime() > end || context.sc().isStopped()) {
                throw new IllegalStateException(
                        "no executor of " + master + " came within " + PATIENCE.toSeconds() + " s");
            }
            try {
                Thread.sleep(LOOK_MILLISECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for executors", stopped);
            }
        }
    }

    /** The application. */
    private record SparkCluster(JavaSparkContext context, Program program) implements Cluster {
        @Override
        public int slots() {
            return Math.max(1, context.defaultParallelism());
        }

        @Override
        public List<String> compute(String study, List<Integer> points, int atOnce) {
            int tasks = (points.size() + atOnce - 1) / atOnce;
            try {
                return context.parallelize(points, tasks)
                        .mapPartitions(new PointTask(program, study))
                        .collect();
            } catch (RuntimeException lost) {
                throw new IllegalStateException("Spark: " + firstLine(lost), lost);
            }
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /**
     * What executors need.
     *
     * @param id of this run, unique
     * @param jars names of files of the application
     * @param job the description of the run
     */
    record Program(String id, List<String> jars, Broadcast<byte[]> job) implements Serializable {}
}
