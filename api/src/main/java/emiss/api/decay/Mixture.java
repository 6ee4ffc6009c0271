package emiss.api.decay;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Transitions that are measured together: what a measurement sees is the sum of their rates, each times its weight. Most
 * measurements see one transition, with weight 1.
 *
 * @param weights weight of every transition, by id, in the order of listings; they need not add up to 1
 */
public record Mixture(Map<String, Double> weights) {
    /**
     * Checks that there are transitions and that their weights are positive.
     *
     * @param weights weight of every transition, by id, in the order of listings; they need not add up to 1
     */
    public Mixture {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("the mixture has no transition, expected at least one");
        }
        weights.forEach((transition, weight) -> {
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException(
                        "the weight of " + transition + " is " + weight + ", expected a finite number > 0");
            }
        });
    }

    /**
     * {@return one transition alone, with weight 1}
     *
     * @param transition id of the transition
     */
    public static Mixture of(String transition) {
        return new Mixture(Map.of(transition, 1.0));
    }

    /** {@return ids of the transitions} */
    public List<String> transitions() {
        return List.copyOf(weights.keySet());
    }

    /**
     * {@return the sum of what {@code value} says of every transition, times its weight}
     *
     * @param value a number for a transition, by id
     */
    public double sum(ToDoubleFunction<String> value) {
        return weights.entrySet().stream()
                .mapToDouble(entry -> entry.getValue() * value.applyAsDouble(entry.getKey()))
                .reduce(0, Double::sum);
    }

    /** {@return the transition, or for example {@code 0.73 B+->K+ + 0.27 B0->K0}} */
    @Override
    public String toString() {
        return weights.entrySet().stream()
                .map(entry -> entry.getValue() == 1 ? entry.getKey() : entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(" + "));
    }
}
