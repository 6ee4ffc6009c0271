package emiss.app.run;

import emiss.analysis.Theory;
import emiss.api.scenario.Scenario;
import emiss.app.config.StudySettings;
import emiss.app.plugin.Catalogue;
import emiss.physics.HadronicTransition;
import emiss.physics.ScenarioProbe;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;

/** Probes of the scenarios of a run: each once for the masses and the kinds of decay of a study. */
final class Probes {
    private record Key(String scenario, List<Double> masses, Set<String> processes) {}

    private final Catalogue catalogue;
    private final Map<Key, String> failures = new ConcurrentHashMap<>();

    Probes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Probes the scenario of a study, if it has one, at its first, middle and last mass.
     *
     * @throws IllegalStateException with what the scenario does wrong, at which q2 and mass
     */
    void check(StudySettings settings, Theory theory) {
        Optional<Scenario> scenario = settings.settings().scenario().flatMap(catalogue::scenario);
        if (scenario.isEmpty()) {
            return;
        }
        double[] all = settings.masses();
        double[] masses = all.length == 0
                ? all
                : DoubleStream.of(all[0], all[all.length / 2], all[all.length - 1])
                        .distinct()
                        .toArray();
        Set<String> named = settings.transitions();
        List<HadronicTransition> transitions = theory.transitions().stream()
                .filter(found ->
                        named.isEmpty() || named.contains(found.transition().id()))
                .toList();
        Set<String> processes = new LinkedHashSet<>();
        transitions.forEach(found -> processes.add(found.transition().process()));
        Key key = new Key(scenario.get().id(), Arrays.stream(masses).boxed().toList(), processes);
        // a scenario that does not come back keeps nobody from asking
        String failure = failures.get(key);
        if (failure == null) {
            failure = failure(scenario.get(), transitions, masses);
            failures.put(key, failure);
        }
        if (!failure.isEmpty()) {
            throw new IllegalStateException(failure);
        }
    }

    private static String failure(Scenario scenario, List<HadronicTransition> transitions, double... masses) {
        try {
            ScenarioProbe.check(scenario, transitions, masses);
            return "";
        } catch (IllegalStateException broken) {
            return String.valueOf(broken.getMessage());
        }
    }
}
