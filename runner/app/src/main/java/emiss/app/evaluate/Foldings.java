package emiss.app.evaluate;

import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Work that asks scenarios, which may not come back: one that does not is given up, and not asked again. */
final class Foldings implements AutoCloseable {
    /** How many are asked at the same time, more than there are cores: some may hang. */
    private static final int TOGETHER = 32;

    private final Parallel parallel;
    private final Set<String> givenUp = ConcurrentHashMap.newKeySet();

    /** Begins. */
    Foldings() {
        parallel = new Parallel(TOGETHER, Progress.SILENT);
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
