package emiss.app.study;

import emiss.analysis.Analysis;
import emiss.analysis.FittedSignal;
import emiss.analysis.LuminosityScale;
import emiss.analysis.Theory;
import emiss.physics.Candidate;
import emiss.results.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a study may use while it runs.
 *
 * @param theory theory inputs of the study
 * @param likelihoods the likelihood of some of the study's data sets by their ids (all if there are none), made when first asked
 *     for
 * @param results results of the studies before this one, by id
 * @param fits the signal at the best point of the studies before this one, by id, fitted again
 * @param luminosityScale how much more data there are in Asimov data
 * @param measured what the data sets that are there have measured, whether the study uses them or not; read when first asked for
 * @param seed seed of random numbers; with the index of a toy it says which one it is
 */
public record StudyContext(
        Theory theory,
        Function<List<String>, Analysis> likelihoods,
        Function<String, Optional<Result>> results,
        Function<String, Optional<FittedSignal>> fits,
        LuminosityScale luminosityScale,
        Supplier<MeasuredRates> measured,
        long seed) {
    /** The likelihood of the study's data sets. */
    public Analysis analysis() {
        return likelihoods.apply(List.of());
    }

    /** The likelihood of some of the study's data sets. */
    public Analysis analysis(List<String> datasets) {
        return likelihoods.apply(datasets);
    }

    /** What an earlier study found; empty if it failed. */
    public Optional<Result> earlier(String id) {
        return results.apply(id);
    }

    /** The signal at the best point of an earlier study; empty if it has none. */
    public Optional<FittedSignal> fitted(String id) {
        return fits.apply(id);
    }

    /**
     * What the data sets that are there have measured, whether the study uses them or not: what rates of a candidate compare with. Of
     * particles that decay fewer are missed than are produced, so that there is nothing to compare.
     */
    public MeasuredRates measuredRates(Candidate candidate) {
        return candidate.lifetime().isPresent() ? MeasuredRates.NONE : measured.get();
    }
}
