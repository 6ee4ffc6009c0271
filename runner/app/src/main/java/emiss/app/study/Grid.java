package emiss.app.study;

import emiss.api.DoubleVector;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.ValueDecoder;
import emiss.data.document.WorkLimit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/** Reads a set of values: a number, a list, or {@code {from, to, step | points, scale}}. */
final class Grid {
    private static final MathContext DIGITS = new MathContext(12);

    private enum Scale {
        LINEAR,
        LOG
    }

    private Grid() {}

    /** The values that {@code node} stands for, in the order given; empty if there is a problem. */
    static DoubleVector read(Node node, String what, Problems problems) {
        return switch (node.kind()) {
            case NUMBER -> DoubleVector.of(ValueDecoder.asNumber(node, what, problems));
            case ARRAY -> {
                boolean isFilled = ValueDecoder.checkFilled(node, what, problems)
                        && WorkLimit.GRID_VALUES.check(
                                node.items().size(), what + " has", "values", node.location(), problems);
                yield DoubleVector.of(isFilled ? ValueDecoder.asNumbers(node, what, problems) : new double[0]);
            }
            case OBJECT -> range(node, what, problems);
            default -> {
                problems.add(
                        node.location(),
                        what + " is \"" + node.text() + "\", expected a number, a list, or {from, to, step or points}");
                yield DoubleVector.of();
            }
        };
    }

    private static DoubleVector range(Node node, String what, Problems problems) {
        ObjectDecoder decoder = new ObjectDecoder(node, what, problems);
        DoubleVector values = range(decoder, what, problems);
        decoder.finish();
        return values;
    }

    /** The values of the fields {@code from, to, step | points, scale}, next to which there may be others. */
    static DoubleVector range(ObjectDecoder decoder, String what, Problems problems) {
        int before = problems.count();
        double from = decoder.number("from");
        double to = decoder.number("to");
        Scale scale = decoder.oneOf("scale", Map.of("linear", Scale.LINEAR, "log", Scale.LOG), Scale.LINEAR);
        boolean byStep = decoder.has("step");
        if (byStep == decoder.has("points")) {
            problems.add(decoder.location(), what + " needs either \"step\" or \"points\"");
        }
        double step = decoder.number("step", 1);
        int points = decoder.integer("points", 2);
        if (problems.count() > before) {
            return DoubleVector.of();
        }
        if (!(from <= to)) {
            problems.add(decoder.location(), what + " runs from " + from + " to " + to + ", expected from <= to");
        } else if (byStep && (!(step > 0) || scale == Scale.LOG)) {
            problems.add(decoder.location("step"), "step is " + step + ", expected > 0 and a linear scale");
        } else if (scale == Scale.LOG && !(from > 0)) {
            problems.add(decoder.location("from"), "from is " + from + ", expected > 0 on a logarithmic scale");
        } else if (scale == Scale.LOG && Double.isInfinite(to / from)) {
            problems.add(decoder.location("from"), "from is " + from + ", expected closer to " + to);
        } else {
            double count = byStep ? Math.floor((to - from) / step * (1 + 1e-12) + 1e-9) + 1 : points;
            if (!(count >= 1)) {
                problems.add(decoder.location(), what + " has " + (long) count + " points, expected at least 1");
                return DoubleVector.of();
            }
            if (!WorkLimit.GRID_VALUES.check(count, what + " has", "values", decoder.location(), problems)) {
                return DoubleVector.of();
            }
            int size = (int) count;
            BigDecimal first = BigDecimal.valueOf(from);
            BigDecimal last = BigDecimal.valueOf(to);
            return DoubleVector.generate(size, i -> {
                if (byStep) {
                    return decimal(from, step, i);
                }
                if (i == 0) {
                    return from;
                }
                if (i == size - 1) {
                    return to;
                }
                return scale == Scale.LOG
                        ? logarithmic(from, to, (double) i / (size - 1))
                        : linear(first, last, i, size - 1);
            });
        }
        return DoubleVector.of();
    }

    private static double decimal(double from, double step, int i) {
        return BigDecimal.valueOf(from)
                .add(BigDecimal.valueOf(step).multiply(BigDecimal.valueOf(i)))
                .doubleValue();
    }

    private static double logarithmic(double from, double to, double part) {
        return new BigDecimal(from * Math.pow(to / from, part)).round(DIGITS).doubleValue();
    }

    /** Exact decimals, so that a range that is symmetric about zero gives a symmetric grid. */
    private static double linear(BigDecimal from, BigDecimal to, int i, int steps) {
        return from.multiply(BigDecimal.valueOf(steps - i))
                .add(to.multiply(BigDecimal.valueOf(i)))
                .divide(BigDecimal.valueOf(steps), DIGITS)
                .doubleValue();
    }
}
