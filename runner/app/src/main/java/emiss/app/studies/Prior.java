package emiss.app.studies;

import emiss.api.DoubleVector;
import emiss.app.study.StudyDecoder;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about a parameter before the data: uniform, or normal between two ends.
 *
 * @param kind {@code uniform} or {@code normal}
 * @param numbers the ends; before them mean and standard deviation of a normal one
 */
record Prior(String kind, DoubleVector numbers) {
    private static final String UNIFORM = "uniform";
    private static final String NORMAL = "normal";

    static Prior uniform(double low, double high) {
        return new Prior(UNIFORM, DoubleVector.of(low, high));
    }

    /** Reads {@code {uniform: [low, high]}} or {@code {normal: [mean, sd, low, high]}}; empty if there is a problem. */
    static Optional<Prior> decode(StudyDecoder decoder, String name, Node node) {
        String what = "the prior of " + name;
        ObjectDecoder object = decoder.object(node, what);
        boolean isNormal = object.has(NORMAL);
        if (isNormal == object.has(UNIFORM)) {
            decoder.problem(
                    node.location(), what + " needs either uniform: [low, high] or normal: [mean, sd, low, high]");
            return Optional.empty();
        }
        String kind = isNormal ? NORMAL : UNIFORM;
        double[] numbers = object.numbers(kind);
        object.finish();
        int expected = isNormal ? 4 : 2;
        if (numbers.length != expected) {
            decoder.problem(
                    object.location(kind),
                    what + " has " + numbers.length + " numbers, expected "
                            + (isNormal ? "[mean, sd, low, high]" : "[low, high]"));
            return Optional.empty();
        }
        Prior prior = new Prior(kind, DoubleVector.of(numbers));
        double width = prior.high() - prior.low();
        if (!(width > 0) || Double.isInfinite(width)) {
            decoder.problem(
                    object.location(kind),
                    what + " goes from " + prior.low() + " to " + prior.high() + ", expected low < high"
                            + (width > 0 ? " at a finite distance" : ""));
            return Optional.empty();
        }
        if (isNormal && !(numbers[1] > 0)) {
            decoder.problem(
                    object.location(kind), what + " has the standard deviation " + numbers[1] + ", expected > 0");
            return Optional.empty();
        }
        return Optional.of(prior);
    }

    double low() {
        return numbers.at(numbers.size() - 2);
    }

    double high() {
        return numbers.at(numbers.size() - 1);
    }

    /** The density, not normalised. */
    double density(double x) {
        if (x < low() || x > high()) {
            return 0;
        }
        if (kind.equals(UNIFORM)) {
            return 1;
        }
        double pull = (x - numbers.at(0)) / numbers.at(1);
        return Math.exp(-0.5 * pull * pull);
    }

    /** Values from end to end, equally far apart. */
    DoubleVector grid(int points) {
        return DoubleVector.generate(
                points, i -> i == points - 1 ? high() : low() + (high() - low()) * ((double) i / (points - 1)));
    }

    /** As in a configuration. */
    Map<String, DoubleVector> settings() {
        return Map.of(kind, numbers);
    }
}
