package emiss.cli;

import emiss.api.decay.Daughter;
import emiss.api.decay.Transition;
import emiss.app.run.TransitionFacts;
import emiss.report.text.Notation;
import emiss.report.text.Rounded;
import emiss.report.text.TextTable;
import emiss.report.text.ValueText;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A decay of the catalogue in words: hadrons, form factors, Standard Model, and who measures it. */
final class TransitionText {
    private static final int MASS_DIGITS = 7;

    private final TransitionFacts facts;

    @Inject
    TransitionText(TransitionFacts facts) {
        this.facts = facts;
    }

    /** The ids of all decays. */
    List<String> ids() {
        return facts.transitions().stream().map(Transition::id).toList();
    }

    /** The lines about the decay of this name. */
    Optional<List<String>> lines(String id) {
        return facts.transition(id).map(this::lines);
    }

    private List<String> lines(Transition transition) {
        List<String> lines = new ArrayList<>();
        lines.add(transition.id() + ": " + Notation.transition(transition.id()).unicode()
                + (transition.daughter() == Daughter.NONE ? "" : " + invisible"));
        lines.add("Parent: " + facts.parent(transition) + ", mass " + mass(transition.parentMass()) + ", lifetime "
                + ValueText.setting(transition.parentLifetime()) + " s");
        boolean isVisible = transition.daughter() != Daughter.NONE;
        lines.add("Daughter: "
                + (isVisible
                        ? transition.daughter().name().toLowerCase(Locale.ROOT) + ", mass "
                                + mass(transition.daughterMass())
                        : "none"));
        lines.add("Invisible q2: " + (isVisible ? "up to " : "") + ValueText.setting(transition.q2Max()) + " GeV2");
        List<String> sets = facts.formFactorSets(transition);
        lines.add("Form factors: "
                + (sets.isEmpty()
                        ? "none, the decay constant of " + transition.process()
                        : transition.process() + " by " + sets.get(0) + " (default)"
                                + (sets.size() == 1 ? "" : ", " + String.join(", ", sets.subList(1, sets.size())))));
        lines.add("Standard Model: "
                + facts.standardModel(transition)
                        .map(rate -> "B = "
                                + Rounded.symmetric(rate.value(), rate.formFactorError())
                                        .unicode()
                                + " into neutrinos (uncertainty of the form factors)")
                        .orElse("no decay into massless neutrinos alone"));
        lines.add("Measured by:");
        TextTable measured = new TextTable();
        facts.measuredBy(transition)
                .forEach(dataset -> measured.row(
                        dataset.id(), dataset.title(), dataset.quality().text()));
        List<String> rows = measured.lines("  ");
        lines.addAll(rows.isEmpty() ? List.of("  nothing that comes with the program") : rows);
        return lines;
    }

    private static String mass(double mass) {
        return ValueText.number(mass, MASS_DIGITS) + " GeV";
    }
}
