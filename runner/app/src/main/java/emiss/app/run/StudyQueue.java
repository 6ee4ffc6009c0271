package emiss.app.run;

import emiss.app.config.StudySettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Studies side by side, so that what only one thread can do in one of them keeps no other waiting. They begin in order, each when
 * those whose results it uses are finished. One that runs code of others runs alone, when all before it are told: such code may end
 * the program, or take all memory.
 *
 * @param <R> what comes of a study
 */
final class StudyQueue<R> implements AutoCloseable {
    private final ExecutorService threads;
    private final Map<String, Entry<R>> studies = new LinkedHashMap<>();
    private final Map<String, R> finished = new ConcurrentHashMap<>();

    private record Entry<R>(Future<R> result, CompletableFuture<Boolean> isTold) {}

    /**
     * Begins.
     *
     * @param all the studies; those that one uses stand before it
     * @param asksOthers whether a study runs code that is not part of the program; those that use its result do too
     * @param atOnce how many of them are computed at the same time
     * @param compute computes a study, given the results of others, all that it uses among them; on threads which only wait for those
     *     of {@link Parallel}
     */
    StudyQueue(
            List<StudySettings> all,
            Predicate<StudySettings> asksOthers,
            int atOnce,
            BiFunction<StudySettings, Map<String, R>, R> compute) {
        threads = Executors.newFixedThreadPool(atOnce, task -> Parallel.daemon(task, "emiss-study"));
        Set<String> alone = new HashSet<>();
        List<Future<?>> afterAlone = List.of();
        for (StudySettings settings : all) {
            List<String> used = settings.study().of();
            boolean isAlone = asksOthers.test(settings) || used.stream().anyMatch(alone::contains);
            // all of them have begun before this one
            List<Future<?>> before = new ArrayList<>(afterAlone);
            if (isAlone) {
                alone.add(settings.id());
                studies.values().forEach(earlier -> before.add(earlier.isTold));
            } else {
                used.stream().map(studies::get).filter(Objects::nonNull).forEach(earlier -> before.add(earlier.result));
            }
            Future<R> result = threads.submit(() -> {
                before.forEach(Parallel::join);
                R found = compute.apply(settings, finished);
                finished.put(settings.id(), found);
                return found;
            });
            studies.put(settings.id(), new Entry<>(result, new CompletableFuture<>()));
            if (isAlone) {
                afterAlone = List.of(result);
            }
        }
    }

    private Entry<R> entry(StudySettings settings) {
        return Objects.requireNonNull(studies.get(settings.id()));
    }

    /** What came of a study, as soon as it is there. */
    R await(StudySettings settings) {
        return Parallel.join(entry(settings).result);
    }

    /** What came of it is with whoever wants it. */
    void told(StudySettings settings) {
        entry(settings).isTold.complete(true);
    }

    /** Begins no other study. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
