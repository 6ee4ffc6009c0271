package emiss.report.compare;

import emiss.data.document.Counted;
import emiss.report.compare.Flattened.Place;
import emiss.report.compare.Flattened.Scalar;
import emiss.report.view.RunView;
import emiss.results.Interval;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two runs. The wall-clock time does not count.
 *
 * @param inputs differences of configuration, plugins, data sets and other inputs
 * @param settings differences of the settings of studies that both runs have
 * @param onlyBefore ids of studies of the first run alone
 * @param onlyAfter ids of studies of the second run alone
 * @param words differences of results that are no numbers: status, missing values
 * @param numbers differences of numbers, the largest first: those with an uncertainty by their number of standard deviations,
 *     then the others by their relative size
 * @param compared how many numbers were compared
 */
public record RunComparison(
        List<Difference.Text> inputs,
        List<Difference.Text> settings,
        List<String> onlyBefore,
        List<String> onlyAfter,
        List<Difference.Text> words,
        List<Difference.Numbers> numbers,
        int compared) {
    private static final Comparator<Difference.Numbers> LARGEST_FIRST = Comparator.comparing(
                    (Difference.Numbers number) -> number.sigma().isEmpty())
            .thenComparing(Comparator.comparingDouble(
                            (Difference.Numbers number) -> number.sigma().isPresent()
                                    ? Math.abs(number.sigma().getAsDouble())
                                    : Math.abs(number.relative()))
                    .reversed());

    /**
     * Copies the lists.
     *
     * @param inputs differences of configuration, plugins, data sets and other inputs
     * @param settings differences of the settings of studies that both runs have
     * @param onlyBefore ids of studies of the first run alone
     * @param onlyAfter ids of studies of the second run alone
     * @param words differences of results that are no numbers: status, missing values
     * @param numbers differences of numbers, the largest first: those with an uncertainty by their number of standard
     *     deviations, then the others by their relative size
     * @param compared how many numbers were compared
     */
    public RunComparison {
        inputs = List.copyOf(inputs);
        settings = List.copyOf(settings);
        onlyBefore = List.copyOf(onlyBefore);
        onlyAfter = List.copyOf(onlyAfter);
        words = List.copyOf(words);
        numbers = List.copyOf(numbers);
    }

    /**
     * Compares the first run with the second one.
     *
     * @param before the first run
     * @param after the second run
     * @return the comparison
     */
    public static RunComparison of(RunView before, RunView after) {
        Builder builder = new Builder();
        builder.inputs(before.run(), after.run());
        Set<String> first = ids(before.run());
        Set<String> second = ids(after.run());
        for (StudyResult study : before.run().studies()) {
            after.run().study(study.id()).ifPresent(other -> builder.study(study, other, before, after));
        }
        return new RunComparison(
                builder.inputs,
                builder.settings,
                first.stream().filter(id -> !second.contains(id)).toList(),
                second.stream().filter(id -> !first.contains(id)).toList(),
                builder.words,
                builder.numbers.stream().sorted(LARGEST_FIRST).toList(),
                builder.compared);
    }

    private static Set<String> ids(Run run) {
        return run.studies().stream().map(StudyResult::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@return whether all results are equal to the last digit} */
    public boolean hasEqualResults() {
        return onlyBefore.isEmpty() && onlyAfter.isEmpty() && words.isEmpty() && numbers.isEmpty();
    }

    /** {@return whether inputs, settings and results are equal} */
    public boolean isIdentical() {
        return inputs.isEmpty() && settings.isEmpty() && hasEqualResults();
    }

    private static final class Builder {
        private final List<Difference.Text> inputs = new ArrayList<>();
        private final List<Difference.Text> settings = new ArrayList<>();
        private final List<Difference.Text> words = new ArrayList<>();
        private final List<Difference.Numbers> numbers = new ArrayList<>();
        private int compared;

        void inputs(Run before, Run after) {
            program(before.program(), after.program());
            text("title", before.title(), after.title(), inputs);
            text("configuration (SHA-256)", before.configHash(), after.configHash(), inputs);
            text("seed", String.valueOf(before.seed()), String.valueOf(after.seed()), inputs);
            both(
                    before.plugins(),
                    after.plugins(),
                    plugin -> plugin.kind() + " " + plugin.id(),
                    plugin -> "version " + plugin.version() + " of " + plugin.origin()
                            + (plugin.sha256() == null ? "" : ", SHA-256 " + plugin.sha256()));
            both(
                    before.groups(),
                    after.groups(),
                    group -> "group " + group.id(),
                    group -> String.join(", ", group.members()));
            both(before.inputs(), after.inputs(), Builder::name, Run.Input::title);
            both(before.inputs(), after.inputs(), input -> name(input) + ", quality", Run.Input::quality);
            both(before.inputs(), after.inputs(), input -> name(input) + ", SHA-256", Run.Input::sha256);
        }

        /** Results of version 0.1 do not say what computed them. */
        private void program(Run.@Nullable Program before, Run.@Nullable Program after) {
            text("program", before == null ? "" : version(before), after == null ? "" : version(after), inputs);
            text("Java", before == null ? "" : before.java(), after == null ? "" : after.java(), inputs);
        }

        private static String version(Run.Program program) {
            return program.version() + (program.commit().isEmpty() ? "" : " (" + program.commit() + ")");
        }

        /** Studies of one run may use different contents under one name. */
        private static String and(String one, String other) {
            return one.equals(other) ? one : one + ", " + other;
        }

        private static String name(Run.Input input) {
            return input.kind() + " " + input.id();
        }

        private <T> void both(List<T> before, List<T> after, Function<T, String> name, Function<T, String> content) {
            Map<String, String> first = new LinkedHashMap<>();
            Map<String, String> second = new LinkedHashMap<>();
            before.forEach(item -> first.merge(name.apply(item), content.apply(item), Builder::and));
            after.forEach(item -> second.merge(name.apply(item), content.apply(item), Builder::and));
            Set<String> names = new LinkedHashSet<>(first.keySet());
            names.addAll(second.keySet());
            names.forEach(each -> text(each, first.getOrDefault(each, ""), second.getOrDefault(each, ""), inputs));
        }

        private static void text(String what, String before, String after, List<Difference.Text> to) {
            if (!before.equals(after)) {
                to.add(new Difference.Text(what, before, after));
            }
        }

        void study(StudyResult before, StudyResult after, RunView first, RunView second) {
            text(before.id() + ": type", before.type(), after.type(), settings);
            settings(before, after);
            text(before.id() + ": status", status(before), status(after), words);
            text(
                    before.id() + ": reasons",
                    String.join("; ", before.reasons()),
                    String.join("; ", after.reasons()),
                    words);
            results(before, scalars(before, first), scalars(after, second));
        }

        private static String status(StudyResult study) {
            return study.status().name().toLowerCase(Locale.ROOT);
        }

        private static Map<Place, Scalar> scalars(StudyResult study, RunView run) {
            return run.compared(study)
                    .map(tree -> Flattened.result(tree).values())
                    .orElse(Map.of());
        }

        private void settings(StudyResult before, StudyResult after) {
            Map<String, String> first =
                    listed(Flattened.settings(before.settings().values()));
            Map<String, String> second =
                    listed(Flattened.settings(after.settings().values()));
            Set<String> names = new LinkedHashSet<>(first.keySet());
            names.addAll(second.keySet());
            names.forEach(name -> text(
                    before.id() + ": " + name, first.getOrDefault(name, ""), second.getOrDefault(name, ""), settings));
        }

        /** Settings by name, a list as one text. */
        private static Map<String, String> listed(Flattened settings) {
            Map<String, String> texts = new LinkedHashMap<>();
            settings.values()
                    .forEach((place, value) -> texts.merge(
                            place.group().replace("/*", ""), value.text(), (left, right) -> left + ", " + right));
            return texts;
        }

        private void results(StudyResult before, Map<Place, Scalar> first, Map<Place, Scalar> second) {
            Map<String, List<Difference.Numbers>> changed = new LinkedHashMap<>();
            Map<String, Integer> appeared = new LinkedHashMap<>();
            Set<Place> places = new LinkedHashSet<>(first.keySet());
            places.addAll(second.keySet());
            for (Place place : places) {
                Scalar one = first.get(place);
                Scalar other = second.get(place);
                if (one == null || other == null) {
                    appeared.merge(place.group() + (one == null ? " (new)" : " (gone)"), 1, Integer::sum);
                } else if (one.value() instanceof Number from && other.value() instanceof Number to) {
                    compared++;
                    if (from.doubleValue() != to.doubleValue()) {
                        changed.computeIfAbsent(place.group(), group -> new ArrayList<>())
                                .add(new Difference.Numbers(
                                        before.id(),
                                        place.path(),
                                        1,
                                        from.doubleValue(),
                                        to.doubleValue(),
                                        Math.max(Math.abs(from.doubleValue()), Math.abs(to.doubleValue())),
                                        sigma(before, one.pointer(), from.doubleValue(), to.doubleValue())));
                    }
                } else {
                    text(before.id() + ": " + place.path(), one.text(), other.text(), words);
                }
            }
            changed.forEach((group, members) -> numbers.add(joined(group, members)));
            appeared.forEach((group, count) -> words.add(new Difference.Text(
                    before.id() + ": " + group.substring(0, group.lastIndexOf(" (")),
                    group.endsWith("(gone)") ? Counted.of(count, "value") : "",
                    group.endsWith("(new)") ? Counted.of(count, "value") : "")));
        }

        private static Difference.Numbers joined(String group, List<Difference.Numbers> members) {
            if (members.size() == 1) {
                return members.get(0);
            }
            Difference.Numbers most = members.stream()
                    .max(Comparator.comparingDouble(member -> Math.abs(member.after() - member.before())))
                    .orElseThrow();
            double scale = members.stream()
                    .mapToDouble(Difference.Numbers::scale)
                    .max()
                    .orElseThrow();
            return new Difference.Numbers(
                    most.study(), group, members.size(), most.before(), most.after(), scale, OptionalDouble.empty());
        }

        /** The change in units of the distance to the end of the 68 % interval on its side, or on the other if that is open. */
        private static OptionalDouble sigma(StudyResult study, String pointer, double before, double after) {
            Interval interval = study.result() == null
                    ? Interval.OPEN
                    : study.result().interval68(pointer).orElse(Interval.OPEN);
            Double towards = after > before ? interval.high() : interval.low();
            Double end = towards != null ? towards : after > before ? interval.low() : interval.high();
            double uncertainty = end == null ? 0 : Math.abs(end - before);
            return uncertainty > 0 ? OptionalDouble.of((after - before) / uncertainty) : OptionalDouble.empty();
        }
    }
}
