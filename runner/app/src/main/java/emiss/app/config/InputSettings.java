package emiss.app.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Theory inputs of a run or a study.
 *
 * @param formFactors form-factor set of every process, for example {@code B->K} to {@code BK-GRvDV2023}
 * @param quarkMasses masses in the equation-of-motion factors, keys {@code b} and {@code s} [GeV]
 * @param smUncertainty relative Gaussian uncertainty of the Standard-Model normalisation
 * @param formFactorUncertainty how the uncertainty of the form factors enters the fit
 */
public record InputSettings(
        Map<String, String> formFactors,
        Map<String, Double> quarkMasses,
        double smUncertainty,
        FormFactorUncertainty formFactorUncertainty) {
    /** How the uncertainty of the form factors enters the fit. */
    public enum FormFactorUncertainty {
        /** Not at all: the nuisance parameters that a data set declares for it are fixed. */
        NONE,
        /** As the data sets bring it: shapes that act on the signal sample as a whole. */
        TEMPLATE
    }

    /** Copies the maps. */
    public InputSettings {
        formFactors = Collections.unmodifiableMap(new TreeMap<>(formFactors));
        quarkMasses = Collections.unmodifiableMap(new TreeMap<>(quarkMasses));
    }

    /** The settings in the words of the configuration. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("formFactors", formFactors);
        settings.put("quarkMasses", quarkMasses);
        settings.put("smUncertainty", smUncertainty);
        settings.put("formFactorUncertainty", formFactorUncertainty.name().toLowerCase(Locale.ROOT));
        return settings;
    }
}
