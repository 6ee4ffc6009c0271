package emiss.analysis;

import emiss.api.decay.Daughter;
import emiss.api.decay.SmInputs;
import emiss.api.scenario.Scenario;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.physics.FormFactors;
import emiss.physics.HadronicTransition;
import java.util.ServiceLoader;

/** Theory inputs and scenarios as the program has them by default. */
final class Fixtures {
    private Fixtures() {}

    static Theory theory() {
        return theory(0, FormFactorUncertainty.TEMPLATE);
    }

    static Theory theory(double smUncertainty, FormFactorUncertainty formFactorUncertainty) {
        StandardInputs standard = StandardInputs.builtIn();
        SmInputs inputs = standard.inputs().withQuarkMasses(4.8, 0.093, "the defaults of a configuration");
        FormFactorLibrary library = FormFactorLibrary.builtIn();
        return new Theory(
                inputs,
                standard.transitions().stream()
                        .map(transition -> transition.daughter() == Daughter.NONE
                                ? HadronicTransition.annihilation(transition, inputs)
                                : new HadronicTransition(
                                        transition,
                                        FormFactors.of(
                                                library.table(library.defaults().get(transition.process()))
                                                        .orElseThrow()),
                                        inputs))
                        .toList(),
                smUncertainty,
                formFactorUncertainty);
    }

    static Scenario scenario(String id) {
        return ServiceLoader.load(Scenario.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(scenario -> scenario.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
