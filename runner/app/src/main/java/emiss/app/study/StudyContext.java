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

/** What a study may use while it runs. */
public final class StudyContext {
    private final Theory theory;
    private final Function<List<String>, Analysis> analysis;
    private final Function<String, Optional<Result>> earlier;
    private final Function<String, Optional<FittedSignal>> fitted;
    private final LuminosityScale scale;
    private final Supplier<MeasuredRates> measured;
    private final long seed;

    /**
     * Creates a context.
     *
     * @param theory theory inputs of the study
     * @param analysis the likelihood of some of the study's data sets by their ids (all if there are none), made when first
     *     asked for
     * @param earlier results of the studies before this one, by id
     * @param fitted the signal at the best point of the studies before this one, by id, fitted again
     * @param scale how much more data there are in Asimov data
     * @param measured what the data sets that are there have measured, whether the study uses them or not; read when first asked for
     * @param seed seed of random numbers
     */
    public StudyContext(
            Theory theory,
            Function<List<String>, Analysis> analysis,
            Function<String, Optional<Result>> earlier,
            Function<String, Optional<FittedSignal>> fitted,
            LuminosityScale scale,
            Supplier<MeasuredRates> measured,
            long seed) {
        this.theory = theory;
        this.analysis = analysis;
        this.earlier = earlier;
        this.fitted = fitted;
        this.scale = scale;
        this.measured = measured;
        this.seed = seed;
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

    /** The signal at the best point of an earlier study; empty if it has none. */
    public Optional<FittedSignal> fitted(String id) {
        return fitted.apply(id);
    }

    /** How much more data there are in Asimov data. */
    public LuminosityScale luminosityScale() {
        return scale;
    }

    /**
     * What the data sets that are there have measured, whether the study uses them or not: what rates of a candidate compare with. Of
     * particles that decay fewer are missed than are produced, so that there is nothing to compare.
     */
    public MeasuredRates measuredRates(Candidate candidate) {
        return candidate.lifetime().isPresent() ? MeasuredRates.NONE : measured.get();
    }

    /** The seed of random numbers; with the index of a toy it says which one it is. */
    public long seed() {
        return seed;
    }
}
