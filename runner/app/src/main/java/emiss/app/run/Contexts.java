package emiss.app.run;

import emiss.analysis.Analysis;
import emiss.analysis.Theory;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.app.config.StudySettings;
import emiss.app.input.DataChoice;
import emiss.app.input.InputSettings;
import emiss.app.study.MeasuredRates;
import emiss.app.study.StudyContext;
import emiss.data.FormFactorLibrary;
import emiss.data.StandardInputs;
import emiss.results.StudyResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Theories and likelihoods, each made once for all studies that use it. */
public final class Contexts {
    private record Key(InputSettings inputs, List<Dataset> datasets, DataChoice data) {
        Key observed() {
            return new Key(inputs, datasets, DataChoice.OBSERVED);
        }
    }

    private final StandardInputs standardInputs;
    private final FormFactorLibrary formFactors;
    private final List<StudySettings> studies;
    private final long seed;
    private final Supplier<MeasuredRates> measured;
    private @Nullable MeasuredRates known;
    private final Map<InputSettings, Theory> theories = new HashMap<>();
    private final Map<Key, Analysis> analyses = new HashMap<>();

    /**
     * Begins without any.
     *
     * @param standardInputs the Standard-Model inputs that come with Emiss
     * @param formFactors the form-factor sets that do
     * @param studies those whose signals others may ask for
     * @param seed seed of random numbers
     */
    public Contexts(
            StandardInputs standardInputs, FormFactorLibrary formFactors, List<StudySettings> studies, long seed) {
        this(standardInputs, formFactors, studies, seed, () -> MeasuredRates.NONE);
    }

    /** The same, for studies that compare what they find with what is measured, which is read when one first asks. */
    Contexts(
            StandardInputs standardInputs,
            FormFactorLibrary formFactors,
            List<StudySettings> studies,
            long seed,
            Supplier<MeasuredRates> measured) {
        this.measured = measured;
        this.standardInputs = standardInputs;
        this.formFactors = formFactors;
        this.studies = studies;
        this.seed = seed;
    }

    /** What a study may use, and what those before it found. */
    StudyContext of(StudySettings settings, Map<String, StudyResult> earlier) {
        Theory theory = theory(settings.inputs());
        return new StudyContext(
                theory,
                ids -> analysis(new Key(settings.inputs(), settings.datasets(ids), settings.data()), theory),
                id -> Optional.ofNullable(earlier.get(id)).map(StudyResult::result),
                id -> studies.stream()
                        .filter(study -> study.id().equals(id))
                        .findFirst()
                        .flatMap(study -> study.study().fittedSignal(of(study, earlier))),
                settings.data().scale(),
                this::measuredRates,
                seed);
    }

    private synchronized MeasuredRates measuredRates() {
        if (known == null) {
            known = measured.get();
        }
        return known;
    }

    /** The theory of some inputs. */
    public synchronized Theory theory(InputSettings chosen) {
        return theories.computeIfAbsent(chosen, inputs -> inputs.theory(standardInputs, formFactors));
    }

    /** The likelihood of data sets. */
    public Analysis analysis(InputSettings inputs, List<Dataset> datasets, DataChoice data) {
        return analysis(new Key(inputs, datasets, data), theory(inputs));
    }

    private synchronized Analysis analysis(Key key, Theory theory) {
        Analysis known = analyses.get(key);
        if (known == null) {
            known = key.data.asimov().isEmpty()
                    ? new Analysis(key.datasets.stream().map(this::seeded).toList(), theory)
                    : key.data.of(analysis(key.observed(), theory));
            analyses.put(key, known);
        }
        return known;
    }

    /** The data set with the random numbers of this run: what it says, moved by the seed of the run. */
    private Dataset seeded(Dataset dataset) {
        if (seed == RunOptions.STANDARD_SEED || !(dataset instanceof CountingData counting)) {
            return dataset;
        }
        return counting.toBuilder()
                .templateUncertainties(counting.templateUncertainties().stream()
                        .map(drawn -> drawn.seeded(drawn.seed() + seed - RunOptions.STANDARD_SEED))
                        .toList())
                .build();
    }
}
