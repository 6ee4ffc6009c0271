package emiss.server;

import java.time.Duration;

/**
 * What requests may ask for.
 *
 * @param bytes the longest body [bytes]
 * @param together how many requests are worked on at the same time
 * @param time how long one may take, a run excepted
 */
public record Limits(long bytes, int together, Duration time) {
    /** 32 MiB, 32 requests, ten minutes. */
    public static final Limits STANDARD = new Limits(32L << 20, 32, Duration.ofMinutes(10));
}
