package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.api.experiment.Detector;
import emiss.api.experiment.Experiment;
import emiss.api.experiment.ExperimentGroup;
import emiss.api.scenario.Scenario;
import emiss.data.JsonDatasetReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the plugins say of themselves for figures, groups and unstable particles. */
class ShippedPluginsTest {
    private static final List<Scenario> SCENARIOS = ServiceLoader.load(Scenario.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    private static final List<Experiment> EXPERIMENTS = ServiceLoader.load(Experiment.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    @Test
    void everyScenarioHasAColourAndALabelOfItsOwn() {
        assertThat(SCENARIOS)
                .extracting(scenario -> scenario.colourOrder().orElseThrow())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, SCENARIOS.size()).boxed().toList());
        assertThat(SCENARIOS).extracting(Scenario::label).doesNotHaveDuplicates();
    }

    @Test
    void experimentsOfAGroupAgreeOnIt() {
        Map<String, Set<String>> members = new TreeMap<>();
        Set<ExperimentGroup> groups = new HashSet<>();
        for (Experiment experiment : EXPERIMENTS) {
            experiment.group().ifPresent(group -> {
                groups.add(group);
                members.computeIfAbsent(group.id(), id -> new TreeSet<>()).add(experiment.id());
            });
        }

        assertThat(members)
                .isEqualTo(Map.of(
                        "belle2", Set.of("belle2-ita", "belle2-hta"),
                        "babar", Set.of("babar-kplus", "babar-kzero", "babar-kstarplus", "babar-kstar0")));
        assertThat(groups).extracting(ExperimentGroup::label).containsExactlyInAnyOrder("Belle II", "BABAR");
    }

    @Test
    void dataSetsKnowTheirDetectors() {
        Map<String, Detector> detectors = new LinkedHashMap<>();
        for (Experiment experiment : EXPERIMENTS) {
            Detector detector = experiment.dataset(new JsonDatasetReader()).detector();
            if (detector != null) {
                detectors.put(experiment.id(), detector);
            }
        }

        assertThat(detectors)
                .containsOnly(
                        Map.entry("belle2-ita", new Detector(0.28, 100)),
                        Map.entry("belle2-hta", new Detector(0.28, 100)),
                        Map.entry("babar-kplus", new Detector(0.56, 50)),
                        Map.entry("babar-kzero", new Detector(0.56, 50)),
                        Map.entry("babar-kstarplus", new Detector(0.56, 50)),
                        Map.entry("babar-kstar0", new Detector(0.56, 50)),
                        Map.entry("babar-2010", new Detector(0.56, 50)),
                        Map.entry("belle2-xs", new Detector(0.28, 100)),
                        Map.entry("belle-2013", new Detector(0.425, 100)),
                        Map.entry("belle-2017", new Detector(0.425, 100)),
                        Map.entry("aleph-bs", new Detector(6.1, 170)));
    }
}
