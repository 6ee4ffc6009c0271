package emiss.app.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a plugin may take for what takes moments: being made, reading its data, its part in one point of a study.
 *
 * @param duration the limit
 */
public record TimeLimit(Duration duration) {
    /** The system property that sets it [s]. */
    public static final String PROPERTY = "emiss.point-time";

    private static final Duration STANDARD = Duration.ofSeconds(60);

    /** Threads for calls that may not come back; one that does not is left behind. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "emiss-plugin");
        thread.setDaemon(true);
        return thread;
    });

    /** Checks that it is positive. */
    public TimeLimit {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("the time limit is " + duration + ", expected more than 0");
        }
    }

    /** The limit that the system property {@value #PROPERTY} sets; 60 s without it. */
    public static TimeLimit standard() {
        String seconds = System.getProperty(PROPERTY, "");
        return seconds.matches("[0-9]{1,9}") && !seconds.matches("0+")
                ? ofSeconds(Long.parseLong(seconds))
                : new TimeLimit(STANDARD);
    }

    /** A limit in whole seconds. */
    public static TimeLimit ofSeconds(long seconds) {
        return new TimeLimit(Duration.ofSeconds(seconds));
    }

    /** What is said of who did not keep it. */
    public String missed() {
        return "did not answer within "
                + (duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms");
    }

    /**
     * The answer of a call into a plugin, whatever it does.
     *
     * @param who what is asked, for the message if it does not answer
     * @throws ExecutionException around everything that the call throws, but for exhausted memory
     * @throws PluginException if it takes too long
     */
    <T> T ask(String who, Callable<T> call) throws ExecutionException, PluginException {
        Future<T> answer = THREADS.submit(call);
        try {
            return answer.get(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof OutOfMemoryError exhausted) {
                throw exhausted;
            }
            throw failed;
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new PluginException(who + " " + missed());
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new PluginException("interrupted while " + who + " was asked");
        }
    }
}
