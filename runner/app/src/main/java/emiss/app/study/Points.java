package emiss.app.study;

import emiss.results.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The points of a study as they came out.
 *
 * @param <P> a point
 */
public final class Points<P extends Record> {
    private final List<Optional<P>> points = new ArrayList<>();
    private final List<Boolean> reached = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * What came of one point.
     *
     * @param <P> a point
     * @param point the point; empty if it failed
     * @param failure why; empty if it did not
     * @param isSettled whether another attempt would end in the same way; one that took too long might not
     */
    public record Attempt<P extends Record>(Optional<P> point, String failure, boolean isSettled) {
        /**
         * Checks the numbers.
         *
         * @throws IllegalStateException if the point has a number that is not finite, saying which
         */
        public Attempt {
            point.ifPresent(found -> Records.checkFinite("the point", found));
        }

        /**
         * What another attempt would give too.
         *
         * @throws IllegalStateException if the point has a number that is not finite, saying which
         */
        public Attempt(Optional<P> point, String failure) {
            this(point, failure, true);
        }

        /** Computes a point of a study; a failure is kept as its reason. */
        public static <P extends Record> Attempt<P> at(Computation<P> computation, int index) {
            try {
                return new Attempt<>(Optional.of(computation.compute().apply(index)), "");
            } catch (OutOfMemoryError exhausted) {
                // no other point can be trusted to do better
                throw exhausted;
            } catch (Throwable failure) {
                return failed(reason(failure));
            }
        }

        /** A point that failed. */
        public static <P extends Record> Attempt<P> failed(String reason) {
            return new Attempt<>(Optional.empty(), reason);
        }

        /** A point that was given up before it failed. */
        public static <P extends Record> Attempt<P> unsettled(String reason) {
            return new Attempt<>(Optional.empty(), reason, false);
        }

        /** A failure in words. */
        public static String reason(Throwable failure) {
            return failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }
    }

    /**
     * Collects points.
     *
     * @param computation the study
     * @param attempts what came of every point; empty where it was not reached
     */
    public Points(Computation<P> computation, List<Optional<Attempt<P>>> attempts) {
        this(computation, attempts, "interrupted");
    }

    /**
     * The same with a reason.
     *
     * @param missing why points were not reached
     */
    public Points(Computation<P> computation, List<Optional<Attempt<P>>> attempts, String missing) {
        long count = attempts.stream().flatMap(Optional::stream).count();
        if (count < attempts.size()) {
            problems.add(missing + ": " + count + " of " + attempts.size() + " points were reached");
        }
        for (int i = 0; i < attempts.size(); i++) {
            Optional<Attempt<P>> attempt = attempts.get(i);
            points.add(attempt.flatMap(Attempt::point));
            reached.add(attempt.isPresent());
            if (attempt.isPresent() && attempt.get().point.isEmpty()) {
                problems.add(computation.label().apply(i) + " failed: " + attempt.get().failure);
            }
        }
    }

    /** A point; empty if it failed or was not reached. */
    public Optional<P> at(int index) {
        return points.get(index);
    }

    /** Whether a point was reached, even if it failed. */
    public boolean isReached(int index) {
        return reached.get(index);
    }

    /** Those that were computed, in order. */
    public List<P> computed() {
        return points.stream().flatMap(Optional::stream).toList();
    }

    /** What went wrong, one line each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * The point of a study that has one.
     *
     * @throws IllegalStateException with the reason, if it failed
     */
    public P only() {
        return points.get(0).orElseThrow(() -> new IllegalStateException(problems.get(0)));
    }
}
