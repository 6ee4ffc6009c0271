package emiss.app.plugin;

import emiss.api.experiment.Experiment;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.MassDomain;
import emiss.api.scenario.Scenario;
import emiss.api.scenario.Slots;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One of the two plugin interfaces, with what a new instance is asked before it is let in: a plugin whose class does not
 * fit emiss.api fails on the first call, not on construction.
 *
 * @param <T> the interface
 * @param type its class
 * @param word what users call it
 * @param probe asks an instance for its id and whatever else must work
 */
record Service<T>(Class<T> type, String word, Function<T, String> probe) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    static final Service<Scenario> SCENARIO = new Service<>(Scenario.class, "scenario", Service::ask);
    static final Service<Experiment> EXPERIMENT = new Service<>(Experiment.class, "experiment", Experiment::id);

    /** The id of an instance, once it has answered everything. */
    String checkedId(T instance) throws PluginException {
        // a plugin from outside may break the promise that no method returns null
        String id = Objects.requireNonNull(probe.apply(instance), "id() returns null");
        if (!ID.matcher(id).matches()) {
            throw new PluginException("its id is \"" + id + "\", expected lower case, words joined by hyphens");
        }
        return id;
    }

    private static String ask(Scenario scenario) {
        Objects.requireNonNull(scenario.title(), "title() returns null");
        Objects.requireNonNull(scenario.description(), "description() returns null");
        Objects.requireNonNull(scenario.couplings(), "couplings() returns null");
        Objects.requireNonNull(scenario.bases(), "bases() returns null");
        FinalState state = Objects.requireNonNull(scenario.finalState(), "finalState() returns null");
        double mass = scenario.massDomain() == MassDomain.ZERO ? 0 : 1;
        double q2 = state instanceof FinalState.Single ? mass * mass : 4 * mass * mass + 1;
        Objects.requireNonNull(scenario.at(q2, mass, Slots.builder().build()), "at() returns null");
        return scenario.id();
    }
}
