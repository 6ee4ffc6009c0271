package emiss.app.study;

import emiss.analysis.Analysis;
import emiss.analysis.Theory;
import emiss.results.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a study may use while it runs. */
public final class StudyContext {
    private final Theory theory;
    private final Function<List<String>, Analysis> analysis;
    private final Function<String, Optional<Result>> earlier;

    /**
     * Creates a context.
     *
     * @param theory theory inputs of the study
     * @param analysis the likelihood of some of the study's data sets by their ids (all if there are none), made when first
     *     asked for
     * @param earlier results of the studies before this one, by id
     */
    public StudyContext(
            Theory theory, Function<List<String>, Analysis> analysis, Function<String, Optional<Result>> earlier) {
        this.theory = theory;
        this.analysis = analysis;
        this.earlier = earlier;
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

    /** What an earlier study found; empty if it failed. */
    public Optional<Result> earlier(String id) {
        return earlier.apply(id);
    }
}
