package emiss.report.view;

import emiss.report.figure.Ink;
import emiss.report.text.MathText;
import emiss.report.text.Numbers;
import emiss.results.Run;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Labels and colours of the scenarios, couplings and data sets of a run, as its plugins and groups give them. Where they give
 * none, as in results of version 0.1, the id is the label and decides the colour.
 */
final class Names {
    /** A word, and a whole or broken number to whose power it is raised. */
    private static final Pattern NAME_AND_POWER = Pattern.compile("([A-Za-z]\\w*|\\))(?:\\^(\\d+(?:/\\d+)?))?");

    private static final Name UNKNOWN = new Name(null, null, List.of(), null);

    private record Name(
            @Nullable String label,
            @Nullable Integer colour,
            List<String> couplings,
            @Nullable Boolean containsSm) {
        String orId(String id) {
            return label == null ? id : label;
        }
    }

    private final Map<String, Name> scenarios = new HashMap<>();
    private final Map<String, Name> experiments = new HashMap<>();

    Names(Run run) {
        run.groups()
                .forEach(
                        group -> experiments.put(group.id(), new Name(group.label(), group.colour(), List.of(), null)));
        for (Run.Plugin plugin : run.plugins()) {
            List<String> couplings = plugin.couplings();
            Map<String, Name> kind = plugin.kind().equals("scenario") ? scenarios : experiments;
            kind.put(
                    plugin.id(),
                    new Name(
                            plugin.label(),
                            plugin.colour(),
                            couplings == null ? List.of() : couplings,
                            plugin.containsSm()));
        }
    }

    /** How texts call a scenario, in the middle of a line. */
    String scenario(String id) {
        return scenarios.getOrDefault(id, UNKNOWN).orId(id);
    }

    /** Whether rates of a scenario contain the Standard Model; null if that is not known. */
    @Nullable
    Boolean containsSm(String id) {
        return scenarios.getOrDefault(id, UNKNOWN).containsSm;
    }

    /** The colour of a scenario. */
    Ink scenarioInk(String id) {
        return Palette.scenario(id, scenarios.getOrDefault(id, UNKNOWN).colour);
    }

    /** The line of a coupling of a scenario: its colour, lighter or darker, and a stroke. */
    Ink couplingInk(String scenario, String coupling) {
        int rank = scenarios.getOrDefault(scenario, UNKNOWN).couplings.indexOf(coupling);
        return Palette.variant(scenarioInk(scenario), rank >= 0 ? rank : Palette.variantOf(coupling));
    }

    /** How texts call a data set or a group of data sets. */
    MathText experiment(String id) {
        String label = experiments.getOrDefault(id, UNKNOWN).label;
        return label == null ? MathText.plain(id) : MathText.parse(label);
    }

    /** Words with the symbols of the couplings that they name. */
    MathText typeset(String words) {
        Set<String> couplings = new HashSet<>(Set.of("mu"));
        scenarios.values().forEach(scenario -> couplings.addAll(scenario.couplings));
        MathText text = MathText.EMPTY;
        int end = 0;
        for (MatchResult word : NAME_AND_POWER.matcher(words).results().toList()) {
            boolean isCoupling = couplings.contains(word.group(1));
            text = text.then(words.substring(end, word.start()))
                    .then(isCoupling ? Numbers.symbol(word.group(1)) : MathText.plain(word.group(1)));
            if (word.group(2) != null) {
                text = text.then(MathText.parse("^{" + word.group(2) + "}"));
            }
            end = word.end();
        }
        return text.then(words.substring(end));
    }

    /** Data sets that are used together, as in {@code a + b}. */
    MathText experiments(List<String> ids) {
        return MathText.joined(" + ", ids.stream().map(this::experiment).toList());
    }

    /** The line of a data set or a group of data sets. */
    Ink experimentInk(String id) {
        return Palette.experiment(id, experiments.getOrDefault(id, UNKNOWN).colour);
    }
}
