package emiss.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long a run may compute, for example {@code 2h}, {@code 1h30m} or {@code 45s}. */
final class Budget implements ITypeConverter<Duration> {
    private static final Pattern PART = Pattern.compile("([0-9]{1,6})([dhms])");
    private static final Pattern WHOLE = Pattern.compile("(" + PART + ")+");
    private static final Map<String, Duration> UNITS = Map.of(
            "d", Duration.ofDays(1), "h", Duration.ofHours(1), "m", Duration.ofMinutes(1), "s", Duration.ofSeconds(1));

    /** Creates a converter. */
    Budget() {}

    @Override
    public Duration convert(String text) {
        Duration time = Duration.ZERO;
        if (WHOLE.matcher(text).matches()) {
            Matcher part = PART.matcher(text);
            while (part.find()) {
                time = time.plus(UNITS.get(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
            }
        }
        if (time.isZero()) {
            throw new TypeConversionException(
                    "\"" + text + "\" is no time, expected for example 2h, 1h30m, 90m or 45s");
        }
        return time;
    }
}
