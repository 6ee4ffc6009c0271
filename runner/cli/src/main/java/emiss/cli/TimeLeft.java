package emiss.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Estimates how long the studies that are left will take, from those that are done. Not thread-safe. */
final class TimeLeft {
    private record Mean(double seconds, int count) {
        Mean and(double more) {
            return new Mean((seconds * count + more) / (count + 1), count + 1);
        }
    }

    /**
     * An estimate.
     *
     * @param seconds time [s]
     * @param isBound whether there is more to come of which nothing is known
     */
    record Estimate(double seconds, boolean isBound) {
        /** In words, for example {@code about 25 s left}. */
        String text() {
            return (isBound ? "more than " : "about ") + duration(seconds) + " left";
        }

        private static String duration(double seconds) {
            long whole = Math.round(seconds);
            if (whole < 60) {
                return whole + " s";
            }
            return whole < 3600
                    ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                    : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
        }
    }

    private final List<String> types;
    private final Map<String, Mean> means = new HashMap<>();

    /**
     * Knows what will come.
     *
     * @param types of the studies, in order; empty for one that takes no time
     */
    TimeLeft(List<String> types) {
        this.types = List.copyOf(types);
    }

    /** Study number {@code index} took that long [s]. */
    void finished(int index, double seconds) {
        if (index < types.size()) {
            means.put(
                    types.get(index),
                    means.getOrDefault(types.get(index), new Mean(0, 0)).and(seconds));
        }
    }

    /**
     * The time that is left in study number {@code index} and those after it.
     *
     * @param elapsed time since the study began [s]
     * @param byTasks time left in it at the rate of its tasks [s]; empty if no task is done yet
     * @return empty if nothing is known
     */
    Optional<Estimate> during(int index, double elapsed, OptionalDouble byTasks) {
        OptionalDouble byType = index >= 0 && index < types.size() ? mean(types.get(index)) : OptionalDouble.empty();
        double seconds = Math.max(byTasks.orElse(0), byType.orElse(0) - elapsed);
        boolean isBound = byTasks.isEmpty() && byType.isEmpty();
        for (String type : types.subList(Math.min(index + 1, types.size()), types.size())) {
            OptionalDouble mean = mean(type);
            seconds += mean.orElse(0);
            isBound |= mean.isEmpty();
        }
        return seconds > 0 ? Optional.of(new Estimate(seconds, isBound)) : Optional.empty();
    }

    private OptionalDouble mean(String type) {
        if (type.isEmpty()) {
            return OptionalDouble.of(0);
        }
        Mean mean = means.get(type);
        return mean == null ? OptionalDouble.empty() : OptionalDouble.of(mean.seconds);
    }
}
