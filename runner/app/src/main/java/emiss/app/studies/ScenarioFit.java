package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFit;
import emiss.analysis.CouplingFitter;
import emiss.analysis.DerivedQuantity;
import emiss.api.DoubleVector;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Scenario;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Couplings of a scenario that are fitted at given masses: what fits and mass scans have in common.
 *
 * @param scenario the scenario
 * @param couplings the couplings that float jointly; all others are zero
 * @param complex whether they may be complex
 * @param derived quantities made of the couplings
 * @param masses masses [GeV]
 * @param width natural width of a single particle [GeV]; 0 for a line
 * @param lambda scale of new physics [GeV]
 */
record ScenarioFit(
        Scenario scenario,
        List<Basis.Variable> couplings,
        boolean complex,
        List<DerivedQuantity> derived,
        DoubleVector masses,
        double width,
        double lambda) {
    /** Reads the settings, with the masses in field {@code massField}; empty if the scenario is wrong. */
    static Optional<ScenarioFit> decode(StudyDecoder decoder, String massField) {
        decoder.requireData();
        boolean complex = decoder.fields().bool("complex", false);
        double lambda = decoder.lambda();
        Optional<Scenario> scenario = decoder.scenario();
        if (scenario.isEmpty()) {
            decoder.skip("basis", "couplings", "derived", massField, "width");
            return Optional.empty();
        }
        List<Basis.Variable> couplings = decoder.floatingCouplings(scenario.get());
        return Optional.of(new ScenarioFit(
                scenario.get(),
                couplings,
                complex,
                decoder.derived(couplings, complex),
                decoder.masses(massField, scenario.get(), decoder.measuredTransitions()),
                decoder.width(scenario.get()),
                lambda));
    }

    /** The settings in the words of the configuration, with {@code mass} in field {@code massField}. */
    Map<String, Object> settings(String massField, Object mass) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("scenario", scenario.id());
        settings.put("couplings", couplings.stream().map(Basis.Variable::name).toList());
        settings.put("complex", complex);
        settings.put("derived", derived.stream().map(DerivedQuantity::text).toList());
        settings.put(massField, mass);
        settings.put("width", width);
        settings.put("lambda", lambda);
        return settings;
    }

    /**
     * What came of one mass.
     *
     * @param mass mass [GeV]
     * @param fit the best couplings; empty if they could not be computed at all
     * @param failure why not; empty otherwise
     */
    record AtMass(double mass, Optional<CouplingFit> fit, String failure) {}

    /** The best couplings at every mass; fewer if interrupted. A mass that fails does not stop the others. */
    List<AtMass> atAllMasses(StudyContext context) {
        Analysis analysis = context.analysis();
        return context.parallel().map(masses.size(), i -> attempt(analysis, masses.at(i))).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private AtMass attempt(Analysis analysis, double mass) {
        try {
            return new AtMass(mass, Optional.of(at(new CouplingFitter(analysis), mass)), "");
        } catch (RuntimeException failure) {
            return new AtMass(mass, Optional.empty(), failure.toString());
        }
    }

    /** The best couplings at one mass [GeV]. */
    CouplingFit at(CouplingFitter fitter, double mass) {
        return fitter.fit(fitter.analysis().hypothesis(scenario, mass, lambda, couplings, complex, width));
    }
}
