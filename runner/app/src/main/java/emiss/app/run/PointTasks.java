package emiss.app.run;

import emiss.app.study.Computation;
import emiss.app.study.Points.Attempt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Where points come from: those of an earlier run, and others from threads, or from other processes.
 *
 * @param store knows points, and keeps those that are computed
 * @param share which points are computed, if they are not known
 * @param parallel the threads
 * @param remote the other processes, if there are any
 */
record PointTasks(PointStore store, Share share, Parallel parallel, Optional<RemotePoints> remote) {
    /** Points that other processes compute as one task, at most; a task that is lost is computed again. */
    private static final int MOST_AT_ONCE = 16;

    /** So many tasks for each of those that run at once, if there are enough points. */
    private static final int ROUNDS = 4;

    /**
     * What came of every point of a study; empty where it is not known and was not computed.
     *
     * @param study its id
     * @param compute computes a point
     * @param late stands for one that takes too long
     */
    <P extends Record> List<Optional<Attempt<P>>> attempts(
            String study, Computation<P> computation, IntFunction<Attempt<P>> compute, Supplier<Attempt<P>> late) {
        List<Optional<Attempt<P>>> attempts = new ArrayList<>(computation.points());
        for (int index = 0; index < computation.points(); index++) {
            attempts.add(store.find(study, index, computation.pointType()));
        }
        int[] missing = IntStream.range(0, computation.points())
                .filter(index -> share.has(index) && attempts.get(index).isEmpty())
                .toArray();
        List<Optional<Attempt<P>>> computed = remote.isPresent()
                ? elsewhere(study, computation.pointType(), missing, remote.get())
                : parallel.map(
                        missing.length,
                        task -> compute.apply(missing[task]),
                        task -> late.get(),
                        (attempt, task) -> store.keep(study, missing[task], attempt));
        for (int task = 0; task < missing.length; task++) {
            attempts.set(missing[task], computed.get(task));
        }
        return attempts;
    }

    /** Points of other processes, for which the threads wait. */
    private <P extends Record> List<Optional<Attempt<P>>> elsewhere(
            String study, Class<P> type, int[] missing, RemotePoints others) {
        int atOnce = Math.max(1, Math.min(MOST_AT_ONCE, missing.length / (ROUNDS * others.slots())));
        int size = atOnce * Math.max(1, (2 * others.slots() + parallel.threads() - 1) / parallel.threads());
        int parts = (missing.length + size - 1) / size;
        List<List<Integer>> points = IntStream.range(0, parts)
                .mapToObj(part -> Arrays.stream(missing, part * size, Math.min(missing.length, (part + 1) * size))
                        .boxed()
                        .toList())
                .toList();
        List<Optional<Attempts<P>>> computed = parallel.map(
                parts,
                part -> attempts(study, type, points.get(part), atOnce, others),
                part -> {
                    throw new IllegalStateException("points are computed elsewhere and are not given up here");
                },
                (found, part) -> {
                    for (int i = 0; i < found.attempts.size(); i++) {
                        store.keep(study, points.get(part).get(i), found.attempts.get(i));
                    }
                });
        List<Optional<Attempt<P>>> all = new ArrayList<>(missing.length);
        for (int part = 0; part < parts; part++) {
            for (int i = 0; i < points.get(part).size(); i++) {
                int at = i;
                all.add(computed.get(part).map(found -> found.attempts.get(at)));
            }
        }
        return all;
    }

    private record Attempts<P extends Record>(List<Attempt<P>> attempts) {}

    private static <P extends Record> Attempts<P> attempts(
            String study, Class<P> type, List<Integer> points, int atOnce, RemotePoints others) {
        try {
            return new Attempts<>(others.lines(study, points, atOnce).stream()
                    .map(line -> JournalLines.attempt("a point", line.getBytes(StandardCharsets.UTF_8), type)
                            .orElseThrow(() -> new IllegalStateException("a point came back broken: " + line)))
                    .toList());
        } catch (RuntimeException lost) {
            Attempt<P> attempt = Attempt.unsettled(Attempt.reason(lost));
            return new Attempts<>(Collections.nCopies(points.size(), attempt));
        }
    }
}
