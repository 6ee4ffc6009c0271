package emiss.inference;

import emiss.api.DoubleVector;
import emiss.api.experiment.ParameterSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one data set says about its parameters beyond their modifiers, applied to the standards of the modifiers. */
final class DeclaredParameters {
    static final DeclaredParameters NONE = new DeclaredParameters(List.of());

    private final Map<String, ParameterSettings> settings = new HashMap<>();

    DeclaredParameters(List<ParameterSettings> declared) {
        declared.forEach(parameter -> settings.put(parameter.name(), parameter));
    }

    /** Whether there are settings of a parameter or set. */
    boolean has(String name) {
        return settings.containsKey(name);
    }

    /** Whether a whole set of per-bin factors is held. */
    boolean fixes(String set) {
        ParameterSettings found = settings.get(set);
        return found != null && Boolean.TRUE.equals(found.fixed());
    }

    /** The parameter with its settings. */
    ExplicitParameters.Parameter apply(
            String name, int index, ExplicitParameters.Parameter standard, boolean fixedAsStandard) {
        ParameterSettings found = settings.get(name);
        if (found == null) {
            return standard;
        }
        Boolean fixed = found.fixed();
        boolean held = fixed == null ? fixedAsStandard : fixed;
        double initial = at(found.inits(), index, standard.initial());
        boolean isBounded = !found.bounds().isEmpty();
        double lower = isBounded ? found.bounds().get(index).low() : standard.lowerBound();
        double upper = isBounded ? found.bounds().get(index).high() : standard.upperBound();
        double scale = standard.poissonScale();
        if (scale > 0) {
            double tau = at(found.factors(), index, scale);
            double centre = at(found.auxdata(), index, scale) / tau;
            return new ExplicitParameters.Parameter(
                    standard.type(),
                    initial,
                    centre,
                    1 / Math.sqrt(tau),
                    held ? initial : lower,
                    held ? initial : upper,
                    tau);
        }
        return new ExplicitParameters.Parameter(
                standard.type(),
                initial,
                at(found.auxdata(), index, standard.centre()),
                at(found.sigmas(), index, standard.width()),
                held ? initial : lower,
                held ? initial : upper,
                0);
    }

    private static double at(DoubleVector values, int index, double standard) {
        return values.size() == 0 ? standard : values.at(index);
    }
}
