package emiss.app.studies;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/** Things by number that several points of a study need, each made once, by the first that asks. */
final class Shared<T> {
    private final Map<Integer, T> made = new ConcurrentHashMap<>();
    private final IntFunction<T> make;

    Shared(IntFunction<T> make) {
        this.make = make;
    }

    T at(int index) {
        return made.computeIfAbsent(index, make::apply);
    }
}
