package emiss.app.run;

import emiss.app.config.StudySettings;
import emiss.results.StudyResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/**
 * Studies side by side, so that what only one thread can do in one of them keeps no other waiting. They begin in order, each when
 * those whose results it uses are finished.
 */
final class StudyQueue implements AutoCloseable {
    private final ExecutorService threads;
    private final Map<String, Future<StudyResult>> studies = new LinkedHashMap<>();
    private final Map<String, StudyResult> finished = new ConcurrentHashMap<>();

    /**
     * Begins.
     *
     * @param all the studies; those that one uses stand before it
     * @param atOnce how many of them are computed at the same time
     * @param compute computes a study, given the results of others, all that it uses among them; on threads which only wait for those
     *     of {@link Parallel}
     */
    StudyQueue(
            List<StudySettings> all,
            int atOnce,
            BiFunction<StudySettings, Map<String, StudyResult>, StudyResult> compute) {
        threads = Executors.newFixedThreadPool(atOnce, task -> Parallel.daemon(task, "emiss-study"));
        for (StudySettings settings : all) {
            // they have begun before this one
            List<Future<StudyResult>> used = settings.study().of().stream()
                    .map(studies::get)
                    .filter(Objects::nonNull)
                    .toList();
            studies.put(settings.id(), threads.submit(() -> {
                used.forEach(Parallel::join);
                StudyResult result = compute.apply(settings, finished);
                finished.put(settings.id(), result);
                return result;
            }));
        }
    }

    /** The result of a study, as soon as it is there. */
    StudyResult await(StudySettings settings) {
        return Parallel.join(Objects.requireNonNull(studies.get(settings.id())));
    }

    /** Begins no other study. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
