package emiss.app.analysis;

import emiss.api.DoubleVector;
import emiss.api.decay.Daughter;
import emiss.api.decay.SmInputs;
import emiss.api.decay.Transition;
import emiss.api.experiment.Helicity;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.Scenario;
import emiss.app.config.InputSettings;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.physics.FormFactors;
import emiss.physics.HadronicTransition;
import emiss.physics.HermitianForm;
import emiss.physics.Q2Spectrum;
import emiss.physics.StandardModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The theory inputs of a study: every transition with its form factors, and spectra in q2 that are shared by all fits. */
public final class Theory {
    private record SpectrumKey(String transition, DoubleVector q2Edges, Helicity helicity) {}

    private final InputSettings settings;
    private final SmInputs inputs;
    private final Map<String, HadronicTransition> transitions;
    private final Map<String, Q2Spectrum> totals = new ConcurrentHashMap<>();
    private final Map<SpectrumKey, Q2Spectrum> spectra = new ConcurrentHashMap<>();

    private Theory(InputSettings settings, SmInputs inputs, Map<String, HadronicTransition> transitions) {
        this.settings = settings;
        this.inputs = inputs;
        this.transitions = transitions;
    }

    /**
     * Assembles the transitions of the catalogue. Files of the settings go before the built-in inputs.
     *
     * @throws IllegalArgumentException if a form-factor set does not exist or is for another process
     */
    public static Theory of(InputSettings settings, StandardInputs builtIn, FormFactorLibrary library) {
        StandardInputs standard = settings.standardInputs(builtIn);
        SmInputs inputs = standard.inputs()
                .withQuarkMasses(
                        settings.quarkMasses().get("b"), settings.quarkMasses().get("s"), "configuration");
        Map<String, HadronicTransition> transitions = new LinkedHashMap<>();
        for (Transition transition : standard.transitions()) {
            transitions.put(
                    transition.id(),
                    transition.daughter() == Daughter.NONE
                            ? HadronicTransition.annihilation(transition, inputs)
                            : new HadronicTransition(
                                    transition, formFactors(settings, library, transition.process()), inputs));
        }
        return new Theory(settings, inputs, transitions);
    }

    private static FormFactors formFactors(InputSettings settings, FormFactorLibrary library, String process) {
        return FormFactors.of(settings.formFactorSet(process, library)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no form-factor set " + settings.formFactors().get(process) + " for " + process)));
    }

    /** The settings that these inputs were made from. */
    public InputSettings settings() {
        return settings;
    }

    /** The Standard-Model inputs, with the quark masses of the settings. */
    public SmInputs inputs() {
        return inputs;
    }

    /** The transition with this id, which must be in the catalogue. */
    public HadronicTransition transition(String id) {
        HadronicTransition transition = transitions.get(id);
        if (transition == null) {
            throw new IllegalArgumentException("no transition " + id + ", expected one of " + transitions.keySet());
        }
        return transition;
    }

    /** All transitions of the catalogue. */
    public List<HadronicTransition> transitions() {
        return new ArrayList<>(transitions.values());
    }

    /** The total branching fraction of a scenario as a form in {@code couplings}; zero where the decay is closed. */
    public HermitianForm branchingFraction(
            String transition, Scenario scenario, double mass, double lambda, List<Coupling> couplings) {
        return totals.computeIfAbsent(transition, id -> Q2Spectrum.whole(transition(id), Helicity.TOTAL))
                .total(scenario, mass, lambda, couplings);
    }

    /** The Standard-Model rates with these inputs. */
    public StandardModel standardModel() {
        return new StandardModel(inputs);
    }

    /** The couplings of a scenario at which it is the Standard Model; empty if it does not contain it. */
    public Optional<Map<String, Complex>> standardModelPoint(Scenario scenario) {
        return scenario.smCoupling()
                .map(name -> Map.of(name, Complex.real(standardModel().cvl())));
    }

    /** The spectrum of a transition in the given bins of q2 [GeV^2]; its hadronic part is computed once. */
    public Q2Spectrum spectrum(String transition, DoubleVector q2Edges, Helicity helicity) {
        return spectra.computeIfAbsent(
                new SpectrumKey(transition, q2Edges, helicity),
                key -> new Q2Spectrum(transition(transition), q2Edges, helicity));
    }
}
