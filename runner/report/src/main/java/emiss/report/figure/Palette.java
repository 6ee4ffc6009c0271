package emiss.report.figure;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inks of all figures. Every scenario has its colour wherever it is drawn, and so have data, Standard Model and
 * experiments; the couplings of a scenario differ by lightness and stroke. Colours are those of M. Okabe and K. Ito (Color
 * Universal Design, 2008) and P. Tol (SRON/EPS/TN/09-002), which colour-blind readers can tell apart.
 */
public final class Palette {
    /** Measured points. */
    public static final Ink DATA = Ink.solid(0x000000);

    /** The Standard Model. */
    public static final Ink STANDARD_MODEL = Ink.solid(0x4d4d4d);

    /** The Standard Model times the best signal strength. */
    public static final Ink RESCALED_STANDARD_MODEL = new Ink(0x4d4d4d, 1, Ink.Stroke.DASHED);

    /** Background. */
    public static final Ink BACKGROUND = Ink.solid(0xbbbbbb);

    /** Lines that guide the eye. */
    public static final Ink GUIDE = new Ink(0x777777, 1, Ink.Stroke.DOTTED);

    /** Where there is neither a scenario nor an experiment. */
    public static final Ink PLAIN = Ink.solid(0x0072b2);

    /** The other direction of something drawn in {@link #PLAIN}. */
    public static final Ink OPPOSITE = Ink.solid(0xd55e00);

    private static final Map<String, Integer> SCENARIOS = Map.ofEntries(
            Map.entry("neutrinos", 0x332288),
            Map.entry("scalar", 0xd55e00),
            Map.entry("vector", 0x0072b2),
            Map.entry("scalar-pair", 0xe69f00),
            Map.entry("real-scalar-pair", 0x666633),
            Map.entry("vector-pair", 0x56b4e9),
            Map.entry("real-vector-pair", 0xddcc77),
            Map.entry("dirac-pair", 0x009e73),
            Map.entry("majorana-pair", 0x225555),
            Map.entry("spin32-pair", 0xcc79a7),
            Map.entry("spin32-majorana-pair", 0x661100));

    private static final List<Integer> OTHER_SCENARIOS = List.of(0x117733, 0xaa4499, 0x6699cc, 0x997700, 0x994455);

    private static final Map<String, Ink> EXPERIMENTS = Map.of(
            "belle2", Ink.solid(0x004488),
            "belle2-ita", new Ink(0x004488, 1, Ink.Stroke.LONG_DASHED),
            "belle2-hta", new Ink(0x6699cc, 1, Ink.Stroke.DASHED),
            "babar", new Ink(0xbb5566, 1, Ink.Stroke.DASHED),
            "aleph-bs", new Ink(0x997700, 1, Ink.Stroke.DASH_DOTTED),
            "belle-2017", new Ink(0x555555, 1, Ink.Stroke.LONG_DASHED));

    private static final List<Integer> OTHER_EXPERIMENTS = List.of(0x117733, 0xaa4499, 0x661100, 0x332288);

    /** The couplings of one particle by rank: those that are drawn together most often come first. */
    private static final List<List<String>> COUPLINGS = List.of(
            List.of("CVL", "CSL", "CTL", "CVR", "CSR"),
            List.of("gS", "gV", "gP", "gA"),
            List.of("hV", "hT", "hA", "hTt"),
            List.of("gSS", "gVV", "gPS", "gAV"),
            List.of("hS", "hP"),
            List.of("fVV", "fVA", "fSS", "fSP", "fTT", "fTtT", "fAV", "fAA", "fPS", "fPP"),
            List.of(
                    "FVV", "FVA", "FSS", "FSP", "FTT", "FTtT", "FTS", "FTP", "FTtS", "FTtP", "FAV", "FAA", "FPS",
                    "FPP"));

    private static final List<Ink.Stroke> STROKES = List.of(
            Ink.Stroke.SOLID, Ink.Stroke.DASHED, Ink.Stroke.DASH_DOTTED, Ink.Stroke.DOTTED, Ink.Stroke.LONG_DASHED);

    private static final List<Double> SHADES = List.of(0.0, -0.45, 0.3);

    private Palette() {}

    /**
     * {@return the colour of a scenario}
     *
     * @param id name of the scenario
     */
    public static Ink scenario(String id) {
        Integer known = SCENARIOS.get(id);
        return Ink.solid(known != null ? known : other(id, OTHER_SCENARIOS));
    }

    /**
     * {@return the line of a coupling of a scenario: its colour, lighter or darker, and a stroke}
     *
     * @param scenario name of the scenario
     * @param coupling name of the coupling
     */
    public static Ink coupling(String scenario, String coupling) {
        return variant(scenario(scenario), rank(coupling));
    }

    /**
     * {@return the line of one of several things that share a colour, for example of spectra at several masses}
     *
     * @param ink the line that they share
     * @param index which of the things, counted from 0
     */
    public static Ink variant(Ink ink, int index) {
        Ink.Stroke stroke = STROKES.get(index % STROKES.size());
        return new Ink(shaded(ink.colour(), SHADES.get(index % SHADES.size())), ink.opacity(), stroke);
    }

    /**
     * {@return the line of a data set or a group of data sets}
     *
     * @param id name of the data set or group
     */
    public static Ink experiment(String id) {
        return Optional.ofNullable(EXPERIMENTS.get(id))
                .orElseGet(() -> Ink.solid(other(id, OTHER_EXPERIMENTS))
                        .with(STROKES.get(1 + Math.floorMod(id.hashCode(), STROKES.size() - 1))));
    }

    private static int rank(String coupling) {
        return COUPLINGS.stream()
                .filter(names -> names.contains(coupling))
                .map(names -> names.indexOf(coupling))
                .findFirst()
                .orElseGet(() -> Math.floorMod(coupling.hashCode(), STROKES.size() * SHADES.size()));
    }

    private static int other(String id, List<Integer> colours) {
        return colours.get(Math.floorMod(id.hashCode(), colours.size()));
    }

    /** Mixed with white (positive share) or black (negative share). */
    private static int shaded(int colour, double share) {
        int shaded = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int part = colour >> shift & 0xff;
            long mixed = Math.round(share < 0 ? part * (1 + share) : part + (255 - part) * share);
            shaded |= (int) mixed << shift;
        }
        return shaded;
    }
}
