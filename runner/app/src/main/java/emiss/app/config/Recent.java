package emiss.app.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was made last, by what it was made of; the one that was not asked for the longest is forgotten first. Thread-safe.
 *
 * @param <K> what it was made of
 * @param <V> what was made
 */
public final class Recent<K, V> {
    private final Map<K, V> kept;

    /** @param most how many are kept, at least 1 */
    public Recent(int most) {
        kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** What was made of {@code key}, if it is kept. */
    public synchronized Optional<V> find(K key) {
        return Optional.ofNullable(kept.get(key));
    }

    /** Keeps what was made, unless another thread was faster; what is kept. */
    public synchronized V keep(K key, V made) {
        V earlier = kept.putIfAbsent(key, made);
        return earlier == null ? made : earlier;
    }

    /** Keeps what was made in place of what was. */
    public synchronized V replace(K key, V made) {
        kept.put(key, made);
        return made;
    }
}
