package emiss.app.run;

import emiss.app.study.Computation;
import emiss.app.study.Points.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Where points come from: those of an earlier run, and others from threads.
 *
 * @param store knows points, and keeps those that are computed
 * @param share which points are computed, if they are not known
 * @param parallel the threads
 */
record PointTasks(PointStore store, Share share, Parallel parallel) {
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
        List<Optional<Attempt<P>>> computed = parallel.map(
                missing.length,
                task -> compute.apply(missing[task]),
                task -> late.get(),
                (attempt, task) -> store.keep(study, missing[task], attempt));
        for (int task = 0; task < missing.length; task++) {
            attempts.set(missing[task], computed.get(task));
        }
        return attempts;
    }
}
