package emiss.report.view;

import emiss.report.figure.Ink;
import emiss.results.Result;
import emiss.results.Settings;
import emiss.results.StudyResult;
import java.util.List;
import java.util.Optional;

/**
 * A study with what it found, and with the labels and colours of its run.
 *
 * @param <R> what it found
 */
public final class StudyInRun<R extends Result> {
    private final Names names;
    private final StudyResult study;
    private final R result;

    StudyInRun(Names names, StudyResult study, R result) {
        this.names = names;
        this.study = study;
        this.result = result;
    }

    /** {@return name of the study} */
    public String id() {
        return study.id();
    }

    /** {@return its resolved settings} */
    public Settings settings() {
        return study.settings();
    }

    /** {@return what it found} */
    public R result() {
        return result;
    }

    /** {@return whether it has a scenario} */
    public boolean hasScenario() {
        return settings().scenario().isPresent();
    }

    /** {@return how texts call its scenario, in the middle of a line; empty if it has none} */
    public String scenarioLabel() {
        return settings().scenario().map(names::scenario).orElse("");
    }

    /**
     * {@return what the X of its branching fractions stands for, and whether these contain the Standard Model: {@code Dirac
     * pair, without the SM part}}
     */
    public String invisible() {
        Boolean containsSm = names.containsSm(scenario());
        return scenarioLabel()
                + (containsSm == null ? "" : containsSm ? ", with the SM part" : ", without the SM part");
    }

    /** {@return the colour of its scenario, or that of the Standard Model if it has none} */
    public Ink ink() {
        return settings().scenario().map(names::scenarioInk).orElse(Palette.STANDARD_MODEL);
    }

    /** {@return the line of its scenario with the first coupling of its settings} */
    public Ink couplingInk() {
        List<String> couplings = couplings();
        return names.couplingInk(scenario(), couplings.isEmpty() ? "" : couplings.get(0));
    }

    /** The id of the scenario; empty if there is none. */
    String scenario() {
        return settings().scenario().orElse("");
    }

    /** The couplings that the settings name, whether with values or not. */
    List<String> couplings() {
        return settings().couplings();
    }

    Names names() {
        return names;
    }

    StudyResult study() {
        return study;
    }

    /** This study, if what it found is of a narrower type. */
    <S extends R> Optional<StudyInRun<S>> as(Class<S> kind) {
        return kind.isInstance(result)
                ? Optional.of(new StudyInRun<>(names, study, kind.cast(result)))
                : Optional.empty();
    }
}
