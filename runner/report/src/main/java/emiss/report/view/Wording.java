package emiss.report.view;

import emiss.api.scenario.Complex;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Numbers;
import emiss.report.text.ValueText;
import emiss.results.Interval;
import emiss.results.StudyResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of titles, legends and captions. */
final class Wording {
    /** The signal strength. */
    static final MathText MU = MathText.parse("*\u03bc*");

    /** A letter, an optional field name, and S or P as the quark current. */
    private static final Pattern SCALAR_CURRENT = Pattern.compile("[A-Za-z](?:d\\w+_)?[SP]\\w*");

    /** The invisible particles. */
    static final MathText X = MathText.parse("*X*");

    private static final Pattern BRANCHING_FRACTION = Pattern.compile("B\\((.*)\\)");

    private Wording() {}

    /** The same with a capital letter, for the beginning of a line. */
    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** A quantity of a result, in plain letters for a terminal: {@code B(B⁺ → K⁺)}, {@code mu}, {@code |hV|}. */
    static String plainQuantity(String quantity) {
        Matcher branching = BRANCHING_FRACTION.matcher(quantity);
        return branching.matches() ? plainBranchingFraction(branching.group(1)) : quantity;
    }

    /** A quantity, with the scenario that it is of, if there is one. */
    static String subject(@Nullable String scenario, String quantity) {
        return (scenario == null ? "" : scenario + ": ") + plainQuantity(quantity);
    }

    /** The branching fraction of a transition, in plain letters for a terminal. */
    static String plainBranchingFraction(String transition) {
        return "B(" + Notation.transition(transition).unicode() + ")";
    }

    /** Derived quantities with their intervals, in plain letters for a terminal, each after a comma. */
    static String plainDerived(Map<String, @Nullable Double> derived, Map<String, Interval> intervals) {
        StringBuilder text = new StringBuilder();
        derived.forEach((expression, value) -> text.append(", ")
                .append(Notation.polynomial(expression).unicode())
                .append(
                        value == null
                                ? " not determined"
                                : " = " + ValueText.measured(value, intervals.get(expression))));
        return text.toString();
    }

    /** An interval as {@code [low, high]}; nothing stands for an open end. */
    static String ends(Interval interval) {
        return "[" + (interval.low() == null ? "" : ValueText.number(interval.low())) + ", "
                + (interval.high() == null ? "" : ValueText.number(interval.high())) + "]";
    }

    /** Items as in {@code a, b and c}. */
    static MathText list(List<MathText> items) {
        MathText text = MathText.EMPTY;
        for (int i = 0; i < items.size(); i++) {
            String before = i == 0 ? "" : i == items.size() - 1 ? " and " : ", ";
            text = text.then(before).then(items.get(i));
        }
        return text;
    }

    static MathText couplings(List<String> names) {
        return list(names.stream().map(Notation::coupling).toList());
    }

    /** The scenario of a study and its couplings, for example {@code vector h_V}. */
    static MathText scenarioAndCouplings(StudyInRun<?> study) {
        return MathText.plain(study.scenarioLabel() + " ").then(couplings(study.couplings()));
    }

    /** The couplings that some studies name in their settings. */
    static List<String> couplingNames(List<? extends StudyInRun<?>> studies) {
        return studies.stream().flatMap(study -> study.couplings().stream()).toList();
    }

    static MathText mass(double mass) {
        return Notation.MASS.then(" = ").then(Numbers.setting(mass)).then(" GeV");
    }

    /** Values of couplings, for example {@code h_V = 7.1e-9}; complex ones as real and imaginary part. */
    static MathText values(Map<String, Complex> couplings) {
        return values(couplings, Map.of());
    }

    /** Values of couplings with their intervals. */
    static MathText values(Map<String, Complex> couplings, Map<String, Interval> intervals) {
        return list(Numbers.couplings(couplings, intervals));
    }

    /** The data that a study used, as a sentence; data sets of one group are named by it. */
    static MathText data(StudyInRun<?> study) {
        List<String> left = new ArrayList<>(study.settings().experiments());
        if (left.isEmpty()) {
            return MathText.EMPTY;
        }
        List<MathText> names = new ArrayList<>();
        groups(study).forEach((group, members) -> {
            if (left.containsAll(members)) {
                left.removeAll(members);
                names.add(study.names().experiment(group));
            }
        });
        left.forEach(id -> names.add(study.names().experiment(id)));
        return MathText.plain(" Data: ").then(list(names)).then(".").then(lifetime(study));
    }

    /** How the particles of a study decay, as a sentence; empty if they do not. */
    private static MathText lifetime(StudyInRun<?> study) {
        return study.settings()
                .inside("lifetime")
                .map(life -> MathText.plain(" The particles decay")
                        .then(
                                life.number("ctau").isPresent()
                                        ? MathText.plain(", ")
                                                .then(LifetimeMap.CTAU)
                                                .then(" = ")
                                                .then(Numbers.setting(
                                                        life.number("ctau").getAsDouble()))
                                                .then(" cm")
                                        : MathText.EMPTY)
                        .then("; couplings and branching fractions are those of all that are produced."))
                .orElse(MathText.EMPTY);
    }

    /** The data sets of every group that a study draws on its own. */
    static Map<String, List<String>> groups(StudyInRun<?> study) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        study.settings()
                .inside("groups")
                .ifPresent(found -> found.values().keySet().forEach(name -> groups.put(name, found.texts(name))));
        return groups;
    }

    /** The quark masses that turn scalar and pseudoscalar quark currents into rates, as a sentence, where there are any. */
    static MathText quarkMasses(StudyInRun<?> study, List<String> couplings) {
        if (couplings.stream().noneMatch(name -> SCALAR_CURRENT.matcher(name).matches())) {
            return MathText.EMPTY;
        }
        return study.settings()
                .inside("inputs")
                .flatMap(inputs -> inputs.inside("quarkMasses"))
                .filter(masses ->
                        masses.number("b").isPresent() && masses.number("s").isPresent())
                .map(masses -> MathText.parse(" Quark masses: *m*_{b} = ")
                        .then(Numbers.setting(masses.number("b").getAsDouble()))
                        .then(MathText.parse(" GeV and *m*_{s} = "))
                        .then(Numbers.setting(masses.number("s").getAsDouble()))
                        .then(" GeV."))
                .orElse(MathText.EMPTY);
    }

    /** What the captions of all figures end with: the data of the first study, and what is not complete. */
    static MathText remarks(List<? extends StudyInRun<?>> studies) {
        return remarks(studies, List.of());
    }

    /** As above, with the quark masses that the rates of some couplings depend on. */
    static MathText remarks(List<? extends StudyInRun<?>> studies, List<String> couplings) {
        StudyInRun<?> first = studies.get(0);
        return data(first).then(quarkMasses(first, couplings)).then(incomplete(studies));
    }

    /** What partial studies lack, a sentence each. */
    static MathText incomplete(List<? extends StudyInRun<?>> studies) {
        return MathText.joined(
                "", studies.stream().map(study -> incomplete(study)).toList());
    }

    /** What a partial study lacks, as a sentence. */
    static MathText incomplete(StudyInRun<?> study) {
        if (study.study().status() != StudyResult.Status.PARTIAL) {
            return MathText.EMPTY;
        }
        List<String> reasons = study.study().reasons();
        String first = reasons.isEmpty() ? "" : ": " + reasons.get(0);
        String more = reasons.size() > 1 ? " (and " + (reasons.size() - 1) + " more)" : "";
        return MathText.plain(" Not complete" + first + more + ".");
    }
}
