package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.api.decay.Helicity;
import emiss.api.decay.SmInputs;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.api.scenario.Coupling;
import emiss.api.scenario.Scenario;
import emiss.physics.Candidate;
import emiss.physics.FormFactors;
import emiss.physics.HadronicTransition;
import emiss.physics.HermitianForm;
import emiss.physics.Q2Spectrum;
import emiss.physics.StandardModel;
import emiss.physics.WcxfCoefficients;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The theory inputs of a study: every transition with its form factors, and spectra in q2 that are shared by all fits. */
public final class Theory {
    private record SpectrumKey(String transition, DoubleVector q2Edges, Helicity helicity) {}

    private record TotalKey(String transition, Helicity helicity) {}

    private final SmInputs inputs;
    private final Map<String, HadronicTransition> transitions;
    private final double smUncertainty;
    private final FormFactorUncertainty formFactorUncertainty;
    private final Map<TotalKey, Q2Spectrum> totals = new ConcurrentHashMap<>();
    private final Map<SpectrumKey, Q2Spectrum> spectra = new ConcurrentHashMap<>();

    /**
     * Joins the inputs.
     *
     * @param inputs the Standard-Model inputs
     * @param transitions the transitions of the catalogue
     * @param smUncertainty relative Gaussian uncertainty of the Standard-Model normalisation
     * @param formFactorUncertainty how the uncertainty of the form factors enters a fit
     */
    public Theory(
            SmInputs inputs,
            List<HadronicTransition> transitions,
            double smUncertainty,
            FormFactorUncertainty formFactorUncertainty) {
        this.inputs = inputs;
        this.transitions = new LinkedHashMap<>();
        transitions.forEach(
                transition -> this.transitions.put(transition.transition().id(), transition));
        this.smUncertainty = smUncertainty;
        this.formFactorUncertainty = formFactorUncertainty;
    }

    /** The same with other form factors of one process. */
    Theory with(FormFactors formFactors) {
        return new Theory(
                inputs,
                transitions.values().stream()
                        .map(transition -> transition.transition().process().equals(formFactors.process())
                                ? new HadronicTransition(transition.transition(), formFactors, inputs)
                                        .withMixing(transition.mixing())
                                : transition)
                        .toList(),
                smUncertainty,
                formFactorUncertainty);
    }

    /** The same with spectra of a transition of its own, which are forgotten with it: there are hundreds of shifts. */
    Theory alone(String transition) {
        HadronicTransition own = transition(transition);
        return own.isAnnihilation() ? this : with(own.formFactors());
    }

    /** The same with the uncertainty of form factors treated in another way. */
    public Theory with(FormFactorUncertainty uncertainty) {
        return new Theory(inputs, transitions(), smUncertainty, uncertainty);
    }

    /** The relative Gaussian uncertainty of the Standard-Model normalisation. */
    public double smUncertainty() {
        return smUncertainty;
    }

    /** How the uncertainty of the form factors enters a fit. */
    public FormFactorUncertainty formFactorUncertainty() {
        return formFactorUncertainty;
    }

    /** The names of the parameters by which form factors of some transitions float in a fit; none unless they do so coherently. */
    public List<String> formFactorStrengths(List<String> ofTransitions) {
        return formFactorUncertainty == FormFactorUncertainty.COHERENT
                ? FormFactorAxes.names(this, ofTransitions)
                : List.of();
    }

    /** The Standard-Model inputs. */
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

    /** Whether a transition has rates that depend on the phases of couplings, because its parent mixes. */
    public boolean hasMixing() {
        return transitions.values().stream().anyMatch(transition -> transition.mixing() > 0);
    }

    /** A part of the branching fraction of a candidate as a form in {@code couplings}; zero where the decay is closed. */
    HermitianForm branchingFraction(
            String transition, Helicity helicity, Candidate candidate, List<Coupling> couplings) {
        return whole(transition, helicity).total(candidate, couplings);
    }

    /** The whole range of q2 of a transition. */
    Q2Spectrum whole(String transition, Helicity helicity) {
        return totals.computeIfAbsent(
                new TotalKey(transition, helicity), key -> Q2Spectrum.whole(transition(transition), helicity));
    }

    /** The Standard-Model rates with these inputs. */
    public StandardModel standardModel() {
        return new StandardModel(inputs);
    }

    /** The Standard-Model branching fraction of a transition, or of a part of it; 0 without a visible hadron. */
    public double standardModel(String transition, Helicity helicity) {
        return standardModel(whole(transition, helicity)).at(0);
    }

    /** The Standard-Model branching fractions in the bins of a spectrum, which may be that of a theory with other form factors. */
    DoubleVector standardModel(Q2Spectrum spectrum) {
        HadronicTransition own = transition(spectrum.transition().transition().id());
        return own.isAnnihilation()
                ? standardModel().branchingFractions(spectrum)
                : standardModel().branchingFractions(spectrum, own.formFactors());
    }

    /** The couplings of a scenario at which it is the Standard Model; empty if it does not contain it. */
    public Optional<Map<String, Complex>> standardModelPoint(Scenario scenario) {
        if (scenario.smCouplings().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Complex> point = new LinkedHashMap<>();
        scenario.smCouplings()
                .forEach(name -> point.put(name, Complex.real(standardModel().cvl())));
        return Optional.of(Collections.unmodifiableMap(point));
    }

    /** The couplings of a scenario for values of the variables of another basis, by name. */
    public Map<String, Complex> couplings(
            Candidate candidate, List<Basis.Variable> variables, Map<String, Complex> values) {
        return new FreeVariables(candidate, variables, inputs).couplings(values);
    }

    /** The couplings of a scenario at which it is the Standard Model with the coefficients of a WCxf file on top. */
    public Map<String, Complex> point(Scenario scenario, WcxfCoefficients newPhysics) {
        Map<String, Complex> point =
                new LinkedHashMap<>(standardModelPoint(scenario).orElse(Map.of()));
        newPhysics.couplings(inputs).forEach((name, value) -> point.merge(name, value, Complex::plus));
        return point;
    }

    /** The spectrum of a transition in the given bins of q2 [GeV^2]; its hadronic part is computed once. */
    public Q2Spectrum spectrum(String transition, DoubleVector q2Edges, Helicity helicity) {
        return spectra.computeIfAbsent(
                new SpectrumKey(transition, q2Edges, helicity),
                key -> new Q2Spectrum(transition(transition), q2Edges, helicity));
    }
}
