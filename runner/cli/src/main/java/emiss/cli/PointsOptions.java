package emiss.cli;

import emiss.app.run.Share;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which points a run computes, for how long, and what happens to its journal. */
final class PointsOptions {
    @Option(
            names = "--resume",
            description = "Go on with the points of DIR/points.jsonl, which a run leaves that was not finished.")
    private boolean resume;

    @Option(names = "--keep-points", description = "Keep DIR/points.jsonl when the results are complete.")
    private boolean keepPoints;

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            converter = Budget.class,
            description = "Compute no longer than that, for example 2h or 1h30m; --resume goes on.")
    private @Nullable Duration budget;

    @Option(
            names = "--shard",
            paramLabel = "K/N",
            converter = ShardConverter.class,
            description = "Compute the points K, K+N, K+2N, ... (K from 1 to N) of every study, and leave only"
                    + " DIR/points.jsonl, for emiss merge.")
    private @Nullable Share shard;

    boolean resume() {
        return resume;
    }

    boolean keepPoints() {
        return keepPoints;
    }

    /** How long there will be points; empty if there is no limit. */
    Optional<Duration> budget() {
        return Optional.ofNullable(budget);
    }

    /** Whether there are points alone, and no results of them. */
    boolean isShard() {
        return shard != null;
    }

    /** Which points are computed. */
    Share share() {
        return shard == null ? Share.ALL : shard;
    }

    private static final class ShardConverter implements ITypeConverter<Share> {
        private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

        @Override
        public Share convert(String text) {
            Matcher numbers = TEXT.matcher(text);
            if (!numbers.matches()) {
                throw new TypeConversionException("\"" + text + "\" is no shard, expected K/N, for example 1/20");
            }
            int number = Integer.parseInt(numbers.group(1));
            int of = Integer.parseInt(numbers.group(2));
            if (number < 1 || number > of) {
                throw new TypeConversionException("there is no shard " + text + ", expected "
                        + (of < 2 ? "1/1" : "1/" + of + " to " + of + "/" + of));
            }
            return new Share(number, of);
        }
    }
}
