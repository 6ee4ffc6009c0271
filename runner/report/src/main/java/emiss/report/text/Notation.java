package emiss.report.text;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Symbols of physics for the names that configurations and results use: couplings, transitions, quantities. */
public final class Notation {
    /** The mass of the invisible particle. */
    public static final MathText MASS = MathText.parse("*m*_{X}");

    /** The invariant mass squared of the invisible system. */
    public static final MathText Q2 = MathText.parse("*q*^{2}");

    /** The test statistic -2 ln (L / L of the Standard Model) of arXiv:2403.13887, eq. 10. */
    public static final MathText T = MathText.parse("*t*");

    /** GeV. */
    public static final MathText GEV = MathText.plain("GeV");

    /** GeV squared. */
    public static final MathText GEV2 = MathText.parse("GeV^{2}");

    private static final Pattern CHIRAL = Pattern.compile("C(d\\w*?)_([SVT])(\\w*)");
    private static final Pattern INDEXED = Pattern.compile("([A-Za-z])([A-Z][A-Za-z]*)");
    /** Two flavours of leptons after an underscore, as in {@code CVL_etau}. */
    private static final Pattern FLAVOURED = Pattern.compile("(\\w+)_(e|mu|tau)(e|mu|tau)");

    private static final Map<String, String> LEPTONS = Map.of("e", "e", "mu", "\u03bc", "tau", "\u03c4");

    private static final Pattern FACTOR = Pattern.compile("([A-Za-z]\\w*)(?:\\^(\\d+))?");
    private static final Map<String, String> GREEK_HADRONS = Map.ofEntries(
            Map.entry("Lambda", "\u039b"),
            Map.entry("Xi", "\u039e"),
            Map.entry("Sigma", "\u03a3"),
            Map.entry("Omega", "\u03a9"),
            Map.entry("eta", "\u03b7"),
            Map.entry("pi", "\u03c0"),
            Map.entry("rho", "\u03c1"),
            Map.entry("phi", "\u03c6"),
            Map.entry("psi", "\u03c8"),
            Map.entry("omega", "\u03c9"));

    /** A letter, a quark as subscript ({@code Bs}, {@code Lambda_b}), a prime, a star, a charge. */
    private static final Pattern HADRON =
            Pattern.compile("([A-Z]|" + String.join("|", GREEK_HADRONS.keySet()) + ")(?:_?([bcs]))?('?\\*?)([+-]|0)?");

    private static final List<Map.Entry<String, String>> FIELDS = List.of(
            Map.entry("Psi", "\u03a8"),
            Map.entry("psi", "\u03c8"),
            Map.entry("phi", "\u03c6"),
            Map.entry("chi", "\u03c7"));

    private Notation() {}

    /**
     * {@return the symbol of a coupling: {@code gVV} has a subscript, {@code fTtT} a tilde, {@code Cdpsi_VLL} and {@code
     * CVL_etau} a subscript and a superscript} A name of another form stands for itself.
     *
     * @param name name of the coupling, as in configurations
     */
    public static MathText coupling(String name) {
        Matcher chiral = CHIRAL.matcher(name);
        if (chiral.matches()) {
            String chiralities = chiral.group(3).isEmpty() ? "" : "," + chiral.group(3);
            return MathText.parse("*C*_{" + fields(chiral.group(1)) + "}^{" + chiral.group(2) + chiralities + "}");
        }
        Matcher flavoured = FLAVOURED.matcher(name);
        if (flavoured.matches()) {
            String pair = LEPTONS.get(flavoured.group(2)) + LEPTONS.get(flavoured.group(3));
            return coupling(flavoured.group(1)).then(MathText.parse("^{" + pair + "}"));
        }
        Matcher indexed = INDEXED.matcher(name);
        if (indexed.matches()) {
            return MathText.parse(
                    "*" + indexed.group(1) + "*_{" + indexed.group(2).replace("Tt", "T\u0303") + "}");
        }
        return MathText.plain(name);
    }

    /**
     * {@return a polynomial of couplings such as {@code fVV^2+fVA^2}, with the symbols of its couplings}
     *
     * @param expression the polynomial, as in configurations
     */
    public static MathText polynomial(String expression) {
        MathText text = MathText.EMPTY;
        int end = 0;
        for (MatchResult factor : FACTOR.matcher(expression).results().toList()) {
            text = text.then(operators(expression.substring(end, factor.start())))
                    .then(coupling(factor.group(1)));
            if (factor.group(2) != null) {
                text = text.then(MathText.parse("^{" + factor.group(2) + "}"));
            }
            end = factor.end();
        }
        return text.then(operators(expression.substring(end)));
    }

    /**
     * {@return a transition such as {@code B0->K*0} or {@code Lambda_b->Lambda}; {@code inv} stays a word, and so does a
     * name of another form}
     *
     * @param id name of the transition
     */
    public static MathText transition(String id) {
        int arrow = id.indexOf("->");
        if (arrow < 0) {
            return MathText.plain(id);
        }
        return hadron(id.substring(0, arrow)).then(" \u2192 ").then(hadron(id.substring(arrow + 2)));
    }

    /**
     * {@return the visible hadron of a transition, for example {@code K⁺}; the whole name if it is no transition}
     *
     * @param id name of the transition
     */
    public static MathText daughter(String id) {
        int arrow = id.indexOf("->");
        return arrow < 0 ? MathText.plain(id) : hadron(id.substring(arrow + 2));
    }

    /**
     * {@return the branching fraction of a transition with an invisible system}
     *
     * @param transition name of the transition
     */
    public static MathText branchingFraction(String transition) {
        boolean leptonic = transition.endsWith("->inv");
        return MathText.plain("\u212c(")
                .then(transition(transition))
                .then(leptonic ? MathText.EMPTY : MathText.parse(" *X*"))
                .then(")");
    }

    /**
     * {@return a line about variables of bins, such as {@code 0.94 < eta(BDT2) < 0.96}, with their symbols}
     *
     * @param words variables as the data sets spell them
     */
    public static MathText variables(String words) {
        return MathText.parse(words.replace("q2_rec", "*q*_{rec}^{2}")
                .replace("eta(", "*\u03b7*(")
                .replaceAll("BDT(\\w)", "BDT_{$1}"));
    }

    /**
     * {@return a unit such as {@code GeV^2}; nothing for a pure number}
     *
     * @param name the unit as the data sets spell it, {@code 1} for a pure number
     */
    public static MathText unit(String name) {
        return name.equals("1") ? MathText.EMPTY : MathText.parse(name.replaceAll("\\^(\\d+)", "^{$1}"));
    }

    private static MathText hadron(String name) {
        Matcher hadron = HADRON.matcher(name);
        if (!hadron.matches()) {
            return MathText.plain(name);
        }
        MathText symbol = MathText.parse("*" + GREEK_HADRONS.getOrDefault(hadron.group(1), hadron.group(1)) + "*");
        if (hadron.group(2) != null) {
            symbol = symbol.then(MathText.parse("_{" + hadron.group(2) + "}"));
        }
        String charge = hadron.group(4) == null ? "" : hadron.group(4).replace("-", "\u2212");
        String raised = hadron.group(3).replace("'", "\u2032") + charge;
        return raised.isEmpty()
                ? symbol
                : symbol.then(new MathText(List.of(new MathText.Run(raised, MathText.Script.SUPERSCRIPT, false))));
    }

    private static MathText operators(String text) {
        return MathText.plain(text.replace("+", " + ").replace("-", " \u2212 ").replace("*", "\u2009"));
    }

    private static String fields(String name) {
        String symbols = name;
        for (Map.Entry<String, String> field : FIELDS) {
            symbols = symbols.replace(field.getKey(), field.getValue());
        }
        return symbols;
    }
}
