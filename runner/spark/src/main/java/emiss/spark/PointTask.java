package emiss.spark;

import emiss.spark.SparkBackend.Program;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Some points of a study. In every process the program is assembled once, by a loader that knows nothing of Spark. */
final class PointTask implements FlatMapFunction<Iterator<Integer>, String> {
    private static final long serialVersionUID = 1;
    private static final String WORKER = "emiss.app.PointWorker";
    private static final Map<String, Worker> WORKERS = new ConcurrentHashMap<>();

    private final Program program;
    private final String study;

    PointTask(Program program, String study) {
        this.program = program;
        this.study = study;
    }

    @Override
    public Iterator<String> call(Iterator<Integer> points) {
        List<Integer> indices = new ArrayList<>();
        points.forEachRemaining(indices::add);
        int[] numbers = indices.stream().mapToInt(Integer::intValue).toArray();
        return WORKERS.computeIfAbsent(program.id(), id -> Worker.of(program))
                .lines(study, numbers)
                .iterator();
    }

    /**
     * The program in this process.
     *
     * @param loader what it is loaded by, and finds its plugins with
     * @param points gives the lines of points
     */
    private record Worker(ClassLoader loader, BiFunction<String, int[], String[]> points) {
        @SuppressWarnings("unchecked")
        static Worker of(Program program) {
            byte[] job = program.job().value();
            // lives as long as the process
            ClassLoader loader =
                    new ProgramLoader(program.jars().stream().map(Worker::place).toArray(URL[]::new));
            return within(loader, () -> {
                try {
                    return new Worker(loader, (BiFunction<String, int[], String[]>) Class.forName(WORKER, true, loader)
                            .getConstructor(byte[].class)
                            .newInstance((Object) job));
                } catch (ReflectiveOperationException unusable) {
                    throw new IllegalStateException("the program does not start: " + unusable, unusable);
                }
            });
        }

        private static URL place(String jar) {
            try {
                return Path.of(SparkFiles.get(jar)).toUri().toURL();
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        List<String> lines(String study, int... numbers) {
            return within(loader, () -> Arrays.asList(points.apply(study, numbers)));
        }

        private static <T> T within(ClassLoader loader, Supplier<T> task) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                return task.get();
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }
}
