package emiss.app.run;

import emiss.analysis.Theory;
import emiss.api.decay.Transition;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.DatasetReader;
import emiss.app.input.InputSettings;
import emiss.app.plugin.Catalogue;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.physics.FormFactors;
import emiss.physics.HadronicTransition;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the program knows about a decay of the catalogue, with the inputs of a configuration that says nothing about them. */
public final class TransitionFacts {
    private final StandardInputs standardInputs;
    private final FormFactorLibrary formFactors;
    private final Catalogue catalogue;
    private final DatasetReader datasetReader;

    /** Collects what there is to know. */
    @Inject
    public TransitionFacts(
            StandardInputs standardInputs,
            FormFactorLibrary formFactors,
            Catalogue catalogue,
            DatasetReader datasetReader) {
        this.standardInputs = standardInputs;
        this.formFactors = formFactors;
        this.catalogue = catalogue;
        this.datasetReader = datasetReader;
    }

    /**
     * A branching fraction of the Standard Model.
     *
     * @param value the branching fraction
     * @param formFactorError one standard deviation from the form factors, linear
     */
    public record Rate(double value, double formFactorError) {}

    /** The decays, in the order of the catalogue. */
    public List<Transition> transitions() {
        return standardInputs.transitions();
    }

    /** The decay of this name. */
    public Optional<Transition> transition(String id) {
        return standardInputs.transition(id);
    }

    /** The name of the hadron that decays. */
    public String parent(Transition transition) {
        return standardInputs.parents().getOrDefault(transition.id(), "");
    }

    /** The ids of its form-factor sets, the default one first; none if nothing visible is left. */
    public List<String> formFactorSets(Transition transition) {
        List<String> ids = new ArrayList<>(formFactors.ids(transition.process()));
        String first = formFactors.defaults().get(transition.process());
        if (ids.remove(first)) {
            ids.add(0, first);
        }
        return ids;
    }

    /** Into neutrinos of the Standard Model; empty if these, without mass, cannot be all that is left. */
    public Optional<Rate> standardModel(Transition transition) {
        Theory theory = InputSettings.standard(standardInputs, formFactors).theory(standardInputs, formFactors);
        HadronicTransition hadronic = theory.transition(transition.id());
        if (hadronic.isAnnihilation()) {
            return Optional.empty();
        }
        double variance = 0;
        List<FormFactors> variations = hadronic.formFactors().variations();
        for (int k = 0; k < variations.size(); k += 2) {
            double half =
                    0.5 * (with(theory, hadronic, variations.get(k)) - with(theory, hadronic, variations.get(k + 1)));
            variance += half * half;
        }
        return Optional.of(new Rate(theory.standardModel().branchingFraction(hadronic), Math.sqrt(variance)));
    }

    private static double with(Theory theory, HadronicTransition hadronic, FormFactors formFactors) {
        return theory.standardModel()
                .branchingFraction(new HadronicTransition(hadronic.transition(), formFactors, hadronic.inputs()));
    }

    /** The data sets in which it is seen; those that cannot be read are left out. */
    public List<Dataset> measuredBy(Transition transition) {
        return catalogue.datasets(datasetReader).stream()
                .filter(dataset -> dataset.transitions().contains(transition.id()))
                .toList();
    }
}
