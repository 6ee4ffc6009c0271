package emiss.app.study;

import emiss.analysis.Analysis;
import emiss.analysis.Theory;
import emiss.app.run.Parallel;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a study may use while it runs. */
public final class StudyContext {
    private final Theory theory;
    private final Function<List<String>, Analysis> analysis;
    private final Parallel parallel;
    private final Map<String, Payload> earlier;

    /**
     * Creates a context.
     *
     * @param theory theory inputs of the study
     * @param analysis the likelihood of some of the study's data sets by their ids (all if there are none), made when first
     *     asked for
     * @param parallel runs independent tasks on all cores
     * @param earlier payloads of the studies before this one, by id
     */
    public StudyContext(
            Theory theory, Function<List<String>, Analysis> analysis, Parallel parallel, Map<String, Payload> earlier) {
        this.theory = theory;
        this.analysis = analysis;
        this.parallel = parallel;
        this.earlier = Map.copyOf(earlier);
    }

    /** The theory inputs. */
    public Theory theory() {
        return theory;
    }

    /** The likelihood of the study's data sets. */
    public Analysis analysis() {
        return analysis.apply(List.of());
    }

    /** The likelihood of some of the study's data sets. */
    public Analysis analysis(List<String> datasets) {
        return analysis.apply(datasets);
    }

    /** Runs independent tasks on all cores. */
    public Parallel parallel() {
        return parallel;
    }

    /** The payloads of earlier studies that were computed, by id. */
    public Map<String, Payload> earlier() {
        return earlier;
    }
}
