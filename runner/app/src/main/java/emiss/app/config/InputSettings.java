package emiss.app.config;

import emiss.api.decay.FormFactorTable;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Theory inputs of a run or a study.
 *
 * @param formFactors id of the form-factor set of every process, for example {@code B->K} to {@code BK-GRvDV2023}
 * @param quarkMasses masses in the equation-of-motion factors, keys {@code b} and {@code s} [GeV]
 * @param smUncertainty relative Gaussian uncertainty of the Standard-Model normalisation
 * @param formFactorUncertainty how the uncertainty of the form factors enters the fit
 * @param files inputs that do not come with Emiss; they go before built-in ones, of whatever id
 */
public record InputSettings(
        Map<String, String> formFactors,
        Map<String, Double> quarkMasses,
        double smUncertainty,
        FormFactorUncertainty formFactorUncertainty,
        InputFiles files) {
    /** What the configuration calls the Standard-Model inputs that come with Emiss. */
    static final String BUILT_IN = "built-in";

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

    /** Inputs that all come with Emiss. */
    public InputSettings(
            Map<String, String> formFactors,
            Map<String, Double> quarkMasses,
            double smUncertainty,
            FormFactorUncertainty formFactorUncertainty) {
        this(formFactors, quarkMasses, smUncertainty, formFactorUncertainty, InputFiles.NONE);
    }

    /** The form-factor set of a process: that of a file, or the one of {@code builtIn} with the id; empty if there is none. */
    public Optional<FormFactorTable> formFactorSet(String process, FormFactorLibrary builtIn) {
        return Optional.ofNullable(files.formFactors().get(process))
                .map(InputFiles.FormFactorFile::table)
                .or(() -> Optional.ofNullable(formFactors.get(process))
                        .flatMap(builtIn::table)
                        .filter(table -> table.process().equals(process)));
    }

    /** The Standard-Model inputs: those of a file, or {@code builtIn}; quark masses are not those of these settings. */
    public StandardInputs standardInputs(StandardInputs builtIn) {
        return files.standardModel().map(InputFiles.StandardModelFile::inputs).orElse(builtIn);
    }

    /** The settings in the words of the configuration. */
    public Map<String, Object> settings() {
        Map<String, Object> sets = new LinkedHashMap<>(formFactors);
        files.formFactors().forEach((process, set) -> sets.put(process, Map.of("file", set.file())));
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("formFactors", sets);
        settings.put(
                "standardModel",
                files.standardModel()
                        .<Object>map(standardModel -> Map.of("file", standardModel.file()))
                        .orElse(BUILT_IN));
        settings.put("quarkMasses", quarkMasses);
        settings.put("smUncertainty", smUncertainty);
        settings.put("formFactorUncertainty", formFactorUncertainty.name().toLowerCase(Locale.ROOT));
        return settings;
    }
}
