package emiss.app.evaluate;

import emiss.app.plugin.TimeLimit;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Work that asks scenarios, which may not come back: one that does not is given up, and not asked again. */
final class Foldings implements AutoCloseable {
    private final Parallel parallel;
    private final Set<String> givenUp = ConcurrentHashMap.newKeySet();

    /**
     * Begins.
     *
     * @param threads how many are asked at the same time
     * @param limit how long a scenario may take
     */
    Foldings(int threads, TimeLimit limit) {
        parallel = new Parallel(threads, limit, Progress.SILENT);
    }

    /**
     * What comes of some work.
     *
     * @param scenario the scenario that it asks
     * @throws IllegalStateException if the scenario does not answer in time, or once did not
     */
    <T> T call(String scenario, Supplier<T> work) {
        if (givenUp.contains(scenario)) {
            throw new IllegalStateException("scenario " + scenario + " was given up: it once "
                    + parallel.limit().missed());
        }
        return parallel.call(work, () -> {
            givenUp.add(scenario);
            throw new IllegalStateException(
                    "scenario " + scenario + " " + parallel.limit().missed());
        });
    }

    @Override
    public void close() {
        parallel.close();
    }
}
