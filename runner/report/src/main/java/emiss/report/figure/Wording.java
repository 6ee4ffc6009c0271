package emiss.report.figure;

import emiss.report.result.Study;
import emiss.report.result.Value;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.report.text.Rounded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The words of titles, legends and captions. */
final class Wording {
    private static final Map<String, String> SCENARIOS = Map.ofEntries(
            Map.entry("neutrinos", "massless neutrinos"),
            Map.entry("scalar", "scalar"),
            Map.entry("vector", "vector"),
            Map.entry("scalar-pair", "scalar pair"),
            Map.entry("real-scalar-pair", "real scalar pair"),
            Map.entry("vector-pair", "vector pair"),
            Map.entry("real-vector-pair", "real vector pair"),
            Map.entry("dirac-pair", "Dirac pair"),
            Map.entry("majorana-pair", "Majorana pair"),
            Map.entry("spin32-pair", "spin-3/2 pair"),
            Map.entry("spin32-majorana-pair", "spin-3/2 Majorana pair"));

    private static final Map<String, String> EXPERIMENTS = Map.of(
            "belle2", "Belle II",
            "belle2-ita", "Belle II ITA",
            "belle2-hta", "Belle II HTA",
            "babar", "BABAR",
            "babar-kplus", "BABAR *K*^{+}",
            "babar-kzero", "BABAR *K*^{0}",
            "babar-kstarplus", "BABAR *K*^{\u2217+}",
            "babar-kstar0", "BABAR *K*^{\u22170}",
            "aleph-bs", "ALEPH",
            "belle-2017", "Belle");

    private static final double VERY_UNEQUAL = 5;

    /** A letter, an optional field name, and S or P as the quark current. */
    private static final Pattern SCALAR_CURRENT = Pattern.compile("[A-Za-z](?:d\\w+_)?[SP]\\w*");

    private Wording() {}

    static String scenario(String id) {
        return SCENARIOS.getOrDefault(id, id);
    }

    static MathText experiment(String id) {
        String known = EXPERIMENTS.get(id);
        return known == null ? MathText.plain(id) : MathText.parse(known);
    }

    /** Data sets that are used together, as in {@code a + b}. */
    static MathText experiments(List<String> ids) {
        MathText text = MathText.EMPTY;
        for (String id : ids) {
            text = text.then(text.isEmpty() ? "" : " + ").then(experiment(id));
        }
        return text;
    }

    /** The same with a capital letter, for the beginning of a line. */
    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
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

    /** The couplings that a study names in its settings, whether with values or not. */
    static List<String> couplingNames(Study study) {
        return study.setting()
                .optional("couplings")
                .map(named -> named.isList()
                        ? named.texts()
                        : List.copyOf(named.fields().keySet()))
                .orElse(List.of());
    }

    static String scenarioOf(Study study) {
        return study.setting().optional("scenario").map(Value::text).orElse("");
    }

    static MathText mass(double mass) {
        return Notation.MASS.then(" = " + number(mass) + " GeV");
    }

    /** A number as it was entered, without needless digits. */
    static String number(double value) {
        String text = value == Math.rint(value) && Math.abs(value) < 1e6
                ? String.valueOf((long) value)
                : Rounded.of(value, 4).unicode();
        return text.contains(".") && !text.contains("\u00d7") ? text.replaceAll("0+$", "") : text;
    }

    /** A value with the ends of its interval: as uncertainties, or as they are where these are very unequal. */
    static MathText interval(double value, double low, double high) {
        double up = high - value;
        double down = value - low;
        if (up < 0 || down < 0 || Math.max(up, down) > VERY_UNEQUAL * Math.min(up, down)) {
            return Rounded.of(value)
                    .mathText()
                    .then(" (")
                    .then(Rounded.of(low).mathText())
                    .then(" to ")
                    .then(Rounded.of(high).mathText())
                    .then(")");
        }
        return Rounded.interval(value, low, high).mathText();
    }

    /** Values of couplings, for example {@code h_V = 7.1e-9}; complex ones as real and imaginary part. */
    static MathText values(Value couplings) {
        List<MathText> texts = new ArrayList<>();
        couplings.fields().forEach((name, value) -> {
            MathText symbol = Notation.coupling(name).then(" = ");
            if (value.isList()) {
                List<Double> parts = value.numbers();
                texts.add(symbol.then(Rounded.of(parts.get(0)).mathText())
                        .then(" + ")
                        .then(Rounded.of(parts.get(1)).mathText())
                        .then(MathText.parse(" *i*")));
            } else if (!value.isNull()) {
                texts.add(symbol.then(Rounded.of(value.number()).mathText()));
            }
        });
        return list(texts);
    }

    /** The data that a study used, as a sentence; data sets of one group are named by it. */
    static MathText data(Study study) {
        List<String> ids =
                study.setting().optional("experiments").map(Value::texts).orElse(List.of());
        if (ids.isEmpty()) {
            return MathText.EMPTY;
        }
        List<String> left = new ArrayList<>(ids);
        List<MathText> names = new ArrayList<>();
        groups(study).forEach((group, members) -> {
            if (left.containsAll(members)) {
                left.removeAll(members);
                names.add(experiment(group));
            }
        });
        left.forEach(id -> names.add(experiment(id)));
        return MathText.plain(" Data: ").then(list(names)).then(".");
    }

    /** The data sets of every group of a study. */
    static Map<String, List<String>> groups(Study study) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        study.setting()
                .optional("groups")
                .ifPresent(found -> found.fields().forEach((name, members) -> groups.put(name, members.texts())));
        return groups;
    }

    /** The quark masses that turn scalar and pseudoscalar quark currents into rates, as a sentence, where there are any. */
    static MathText quarkMasses(Study study, List<String> couplings) {
        if (couplings.stream().noneMatch(name -> SCALAR_CURRENT.matcher(name).matches())) {
            return MathText.EMPTY;
        }
        return study.setting()
                .optional("inputs")
                .flatMap(inputs -> inputs.optional("quarkMasses"))
                .map(masses -> MathText.parse(" Quark masses: *m*_{b} = ")
                        .then(number(masses.field("b").number()))
                        .then(MathText.parse(" GeV and *m*_{s} = "))
                        .then(number(masses.field("s").number()))
                        .then(" GeV."))
                .orElse(MathText.EMPTY);
    }

    /** What a partial study lacks, as a sentence. */
    static MathText incomplete(Study study) {
        if (study.status() != Study.Status.PARTIAL) {
            return MathText.EMPTY;
        }
        String first = study.reasons().isEmpty() ? "" : ": " + study.reasons().get(0);
        String more = study.reasons().size() > 1 ? " (and " + (study.reasons().size() - 1) + " more)" : "";
        return MathText.plain(" Not complete" + first + more + ".");
    }
}
