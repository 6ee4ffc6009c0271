package emiss.app.run;

import emiss.app.config.RunConfig;
import emiss.app.config.StudySettings;
import emiss.app.study.Computation;
import emiss.app.study.Points.Attempt;
import java.util.HashMap;
import java.util.Map;

/**
 * Points of a run as lines of a journal, for a run in another process. What belongs to a study is made when its first point is asked
 * for, and kept. Several threads may ask.
 */
public final class PointLines {
    private final RunConfig config;
    private final Contexts contexts;
    private final Parallel parallel;
    private final Probes probes;
    private final Map<String, Computation<?>> begun = new HashMap<>();

    PointLines(RunConfig config, Contexts contexts, Parallel parallel) {
        this.config = config;
        this.contexts = contexts;
        this.parallel = parallel;
        this.probes = new Probes(config.catalogue());
    }

    /** The line of a point; of one that was given up, a line that no journal holds. */
    public String line(String study, int index) {
        StudySettings settings = config.studies().stream()
                .filter(known -> known.id().equals(study))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no study \"" + study + "\""));
        Attempt<?> attempt = parallel.call(
                () -> Attempt.at(computation(settings), index),
                () -> Attempt.unsettled(settings.settings()
                                .scenario()
                                .map(id -> "scenario " + id)
                                .orElse("a scenario") + " " + parallel.limit().missed()));
        return JournalLines.pointLine(study, index, attempt);
    }

    private synchronized Computation<?> computation(StudySettings settings) {
        Computation<?> known = begun.get(settings.id());
        if (known == null) {
            known = begin(settings);
            begun.put(settings.id(), known);
        }
        return known;
    }

    private Computation<?> begin(StudySettings settings) {
        var context = contexts.of(settings, Map.of());
        probes.check(settings, context.theory());
        return settings.study().begin(context);
    }
}
