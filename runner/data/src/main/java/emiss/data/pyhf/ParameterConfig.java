package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.api.experiment.ParameterSettings.Bounds;
import emiss.data.document.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a parameter in a measurement; empty lists are not given.
 *
 * @param name the parameter or set
 * @param inits start values
 * @param bounds bounds
 * @param fixed whether it is held; null if not given
 * @param auxdata auxiliary data
 * @param sigmas widths of Gaussian constraints
 * @param factors rates of Poisson constraints
 * @param where its place
 */
record ParameterConfig(
        String name,
        DoubleVector inits,
        List<Bounds> bounds,
        @Nullable Boolean fixed,
        DoubleVector auxdata,
        DoubleVector sigmas,
        DoubleVector factors,
        Location where) {
    /**
     * Whether it says nothing about the parameter beyond its modifiers.
     *
     * @param isLuminosity whether auxiliary data and widths belong to the modifier
     */
    boolean isEmpty(boolean isLuminosity) {
        return inits.size() == 0
                && bounds.isEmpty()
                && fixed == null
                && factors.size() == 0
                && (isLuminosity || auxdata.size() == 0 && sigmas.size() == 0);
    }

    static ParameterConfig none(String name, Location where) {
        DoubleVector empty = DoubleVector.of();
        return new ParameterConfig(name, empty, List.of(), null, empty, empty, empty, where);
    }
}
