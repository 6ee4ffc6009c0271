package emiss.app.input;

import emiss.analysis.FormFactorUncertainty;
import emiss.analysis.Theory;
import emiss.api.decay.Daughter;
import emiss.api.decay.FormFactorTable;
import emiss.api.decay.SmInputs;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.physics.FormFactors;
import emiss.physics.HadronicTransition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param bsMixing ys of the mixing of Bs, for rates of Bs that are integrated over time; 0 for rates at t = 0
 */
public record InputSettings(
        Map<String, String> formFactors,
        Map<String, Double> quarkMasses,
        double smUncertainty,
        FormFactorUncertainty formFactorUncertainty,
        InputFiles files,
        double bsMixing) {
    /** The hadron of which {@code bsMixing} speaks. */
    private static final String BS = "Bs";

    /** What the configuration calls the Standard-Model inputs that come with Emiss. */
    static final String BUILT_IN = "built-in";

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
        this(formFactors, quarkMasses, smUncertainty, formFactorUncertainty, InputFiles.NONE, 0);
    }

    /** The inputs of a configuration that says nothing about them. */
    public static InputSettings standard(StandardInputs builtIn, FormFactorLibrary library) {
        return new InputSettings(library.defaults(), quarkMasses(builtIn), 0, FormFactorUncertainty.TEMPLATE);
    }

    /** The quark masses of Standard-Model inputs [GeV], keys {@code b} and {@code s}. */
    static Map<String, Double> quarkMasses(StandardInputs standard) {
        return Map.of(
                "b", standard.inputs().bQuarkMass().value(),
                "s", standard.inputs().sQuarkMass().value());
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

    /**
     * The theory inputs. Files of the settings go before the built-in inputs.
     *
     * @throws IllegalArgumentException if a form-factor set does not exist or is for another process
     */
    public Theory theory(StandardInputs builtIn, FormFactorLibrary library) {
        StandardInputs standard = standardInputs(builtIn);
        SmInputs inputs =
                standard.inputs().withQuarkMasses(quarkMasses.get("b"), quarkMasses.get("s"), "configuration");
        List<HadronicTransition> transitions = standard.transitions().stream()
                .map(transition -> transition.daughter() == Daughter.NONE
                        ? HadronicTransition.annihilation(transition, inputs)
                        : new HadronicTransition(transition, formFactors(library, transition.process()), inputs))
                .map(hadronic ->
                        BS.equals(standard.parents().get(hadronic.transition().id()))
                                ? hadronic.withMixing(bsMixing)
                                : hadronic)
                .toList();
        return new Theory(inputs, transitions, smUncertainty, formFactorUncertainty);
    }

    private FormFactors formFactors(FormFactorLibrary library, String process) {
        return FormFactors.of(formFactorSet(process, library)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no form-factor set " + formFactors.get(process) + " for " + process)));
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
        if (bsMixing > 0) {
            settings.put("bsMixing", Map.of("ys", bsMixing));
        }
        return settings;
    }
}
