package emiss.api.experiment;

import emiss.api.DoubleVector;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a data set says about a parameter, or about a set of per-bin ones, beyond the modifiers that use it; the names are
 * those of HistFactory. Vectors have one entry for a single parameter and one per bin for a set; an empty one leaves the
 * standard of the modifier.
 *
 * @param name the parameter or the set, as in {@link Systematic#name()}, or the signal strength of the data set
 * @param inits where fits begin, and the values of parameters that are fixed
 * @param bounds allowed values, in fits and intervals
 * @param fixed whether the parameters are held at {@code inits}; null leaves the standard, which fixes only per-bin factors
 *     without an uncertainty
 * @param auxdata outcome of the auxiliary measurement: centre of a Gaussian constraint, observed counts of a Poisson one
 * @param sigmas widths of the Gaussian constraints of {@link Systematic.Lumi} and {@link Systematic.StatError}
 * @param factors expected counts of the Poisson constraints of {@link Systematic.ShapeSys} where the parameter is 1
 */
public record ParameterSettings(
        String name,
        DoubleVector inits,
        List<Bounds> bounds,
        @Nullable Boolean fixed,
        DoubleVector auxdata,
        DoubleVector sigmas,
        DoubleVector factors) {
    /**
     * An interval of allowed values.
     *
     * @param low smallest value
     * @param high largest value
     */
    public record Bounds(double low, double high) {
        /**
         * Checks the order.
         *
         * @param low smallest value
         * @param high largest value
         */
        public Bounds {
            if (!(low <= high)) {
                throw new IllegalArgumentException("bounds are " + low + ", " + high + ", expected low <= high");
            }
        }
    }

    /**
     * Checks the numbers.
     *
     * @param name the parameter or the set, as in {@link Systematic#name()}, or the signal strength of the data set
     * @param inits where fits begin, and the values of parameters that are fixed
     * @param bounds allowed values, in fits and intervals
     * @param fixed whether the parameters are held at {@code inits}; null leaves the standard, which fixes only per-bin
     *     factors without an uncertainty
     * @param auxdata outcome of the auxiliary measurement: centre of a Gaussian constraint, observed counts of a
     *     Poisson one
     * @param sigmas widths of the Gaussian constraints of {@link Systematic.Lumi} and {@link Systematic.StatError}
     * @param factors expected counts of the Poisson constraints of {@link Systematic.ShapeSys} where the parameter is 1
     */
    public ParameterSettings {
        bounds = List.copyOf(bounds);
        positive(name, "sigmas", sigmas);
        positive(name, "factors", factors);
        for (int i = 0; !Boolean.TRUE.equals(fixed) && i < Math.min(inits.size(), bounds.size()); i++) {
            Bounds range = bounds.get(i);
            if (inits.at(i) < range.low() || inits.at(i) > range.high()) {
                throw new IllegalArgumentException("parameter " + name + " begins at " + inits.at(i)
                        + ", expected a value within its bounds " + range.low() + ", " + range.high());
            }
        }
    }

    private static void positive(String name, String what, DoubleVector values) {
        for (int i = 0; i < values.size(); i++) {
            if (!(values.at(i) > 0)) {
                throw new IllegalArgumentException(
                        what + " of parameter " + name + " are " + values + ", expected numbers > 0");
            }
        }
    }

    /**
     * {@return settings that only bound a parameter}
     *
     * @param name name of the parameter
     * @param low smallest allowed value
     * @param high largest allowed value
     */
    public static ParameterSettings bounded(String name, double low, double high) {
        DoubleVector none = DoubleVector.of();
        return new ParameterSettings(name, none, List.of(new Bounds(low, high)), null, none, none, none);
    }

    /**
     * {@return the first value of {@code inits}, or {@code standard}; for single parameters}
     *
     * @param standard the value where {@code inits} is empty
     */
    public double init(double standard) {
        return inits.size() > 0 ? inits.at(0) : standard;
    }

    /**
     * {@return what does not fit the modifiers of the channels, in words; empty if everything does}
     *
     * @param channels the channels of the data set
     * @param signalStrength name of the signal strength of the data set
     */
    public Optional<String> misfit(List<Channel> channels, String signalStrength) {
        Set<Class<?>> types = new HashSet<>();
        int size = 0;
        for (Channel channel : channels) {
            for (Sample sample : channel.samples()) {
                for (Systematic systematic : sample.systematics()) {
                    if (systematic.name().equals(name)) {
                        types.add(systematic.getClass());
                        size = Math.max(
                                size, isPerBin(systematic) ? channel.bins().size() : 1);
                    }
                }
            }
        }
        if (name.equals(signalStrength)) {
            types.add(Systematic.NormFactor.class);
            size = 1;
        }
        if (size == 0) {
            return Optional.of("parameter " + name + " is not used by any systematic");
        }
        TreeMap<String, Integer> sizes = new TreeMap<>();
        sizes.put("inits", inits.size());
        sizes.put("bounds", bounds.size());
        sizes.put("auxdata", auxdata.size());
        sizes.put("sigmas", sigmas.size());
        sizes.put("factors", factors.size());
        for (var entry : sizes.entrySet()) {
            if (entry.getValue() != 0 && entry.getValue() != size) {
                return Optional.of(entry.getKey() + " of parameter " + name + " have "
                        + counted(entry.getValue(), "entry", "entries") + ", expected " + size);
            }
        }
        boolean free = types.contains(Systematic.NormFactor.class) || types.contains(Systematic.ShapeFactor.class);
        if (auxdata.size() > 0 && free) {
            return Optional.of("parameter " + name + " has no constraint, so no auxdata");
        }
        if (sigmas.size() > 0
                && !types.contains(Systematic.Lumi.class)
                && !types.contains(Systematic.StatError.class)) {
            return Optional.of("parameter " + name + " takes no sigmas; only lumi and staterror do");
        }
        if (factors.size() > 0 && !types.contains(Systematic.ShapeSys.class)) {
            return Optional.of("parameter " + name + " takes no factors; only shapesys does");
        }
        for (int i = 0; i < auxdata.size(); i++) {
            if (types.contains(Systematic.ShapeSys.class) && auxdata.at(i) < 0) {
                return Optional.of("auxdata of parameter " + name + " are " + auxdata + ", expected counts >= 0");
            }
        }
        return Optional.empty();
    }

    private static String counted(int count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    private static boolean isPerBin(Systematic systematic) {
        return systematic instanceof Systematic.StatError
                || systematic instanceof Systematic.ShapeSys
                || systematic instanceof Systematic.ShapeFactor;
    }
}
