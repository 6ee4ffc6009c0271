package emiss.report.view;

import emiss.report.figure.Ink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inks of all figures. Every scenario has its colour wherever it is drawn, and so have data, Standard Model and
 * experiments; the couplings of a scenario differ by lightness and stroke. Colours are those of M. Okabe and K. Ito (Color
 * Universal Design, 2008) and P. Tol (SRON/EPS/TN/09-002), which colour-blind readers can tell apart.
 */
public final class Palette {
    /** Measured points. */
    static final Ink DATA = Ink.solid(0x000000);

    /** The Standard Model. */
    static final Ink STANDARD_MODEL = Ink.solid(0x4d4d4d);

    /** The Standard Model times the best signal strength. */
    static final Ink RESCALED_STANDARD_MODEL = new Ink(0x4d4d4d, 1, Ink.Stroke.DASHED);

    /** Background. */
    static final Ink BACKGROUND = Ink.solid(0xbbbbbb);

    /** The uncertainty of a sum, drawn over it. */
    static final Ink UNCERTAINTY = Ink.solid(0x222222).with(0.25);

    /** What raising a nuisance parameter does. */
    static final Ink RAISED = Ink.solid(0xd55e00);

    /** What lowering a nuisance parameter does. */
    static final Ink LOWERED = Ink.solid(0x0072b2);

    /** Lines that guide the eye. */
    static final Ink GUIDE = new Ink(0x777777, 1, Ink.Stroke.DOTTED);

    /** By place in the order of colours of scenarios. */
    private static final List<Integer> SCENARIOS = List.of(
            0x332288, 0xd55e00, 0x0072b2, 0xe69f00, 0x666633, 0x56b4e9, 0xddcc77, 0x009e73, 0x00dcdc, 0xcc79a7,
            0x661100);

    private static final List<Integer> OTHER_SCENARIOS = List.of(0x117733, 0xaa4499, 0x6699cc, 0x997700, 0x994455);

    /** By place in the order of colours of experiments. */
    private static final List<Ink> EXPERIMENTS = List.of(
            Ink.solid(0x004488),
            new Ink(0x004488, 1, Ink.Stroke.LONG_DASHED),
            new Ink(0x6699cc, 1, Ink.Stroke.DASHED),
            new Ink(0xbb5566, 1, Ink.Stroke.DASHED),
            new Ink(0x997700, 1, Ink.Stroke.DASH_DOTTED),
            new Ink(0x555555, 1, Ink.Stroke.LONG_DASHED));

    private static final List<Integer> OTHER_EXPERIMENTS = List.of(0x117733, 0xaa4499, 0x661100, 0x332288);

    /** Pale ones, on which data and uncertainties are seen; for processes of background by their order. */
    private static final List<Integer> PROCESSES =
            List.of(0x77aadd, 0xeedd88, 0xffaabb, 0x44bb99, 0xee8866, 0x99ddff, 0xbbcc33, 0xdddddd, 0xaaaa00, 0xccbbdd);

    private static final List<Ink.Stroke> STROKES = List.of(
            Ink.Stroke.SOLID, Ink.Stroke.DASHED, Ink.Stroke.DASH_DOTTED, Ink.Stroke.DOTTED, Ink.Stroke.LONG_DASHED);

    /** As many as have no divisor in common with the strokes, so that every pair of both comes before one is repeated. */
    private static final List<Double> SHADES = List.of(0.0, -0.5, 0.4, -0.25);

    private static final double LIMIT_SHADE = 0.45;

    private Palette() {}

    /**
     * {@return the colour of a scenario}
     *
     * @param id its id, which decides where it has no place
     * @param place its place in the order of colours, from 0; null if it has none
     */
    public static Ink scenario(String id, @Nullable Integer place) {
        return Ink.solid(isIn(SCENARIOS, place) ? SCENARIOS.get(place) : other(id, place, OTHER_SCENARIOS));
    }

    /**
     * The line of one of several things that share a colour, for example of couplings, or of spectra at several masses.
     *
     * @param ink the line that they share
     * @param index which of the things, counted from 0
     */
    static Ink variant(Ink ink, int index) {
        Ink.Stroke stroke = STROKES.get(index % STROKES.size());
        return new Ink(shaded(ink.colour(), SHADES.get(index % SHADES.size())), ink.opacity(), stroke);
    }

    /** The index for {@link #variant} of a thing that has a name and no order. */
    static int variantOf(String name) {
        return Math.floorMod(name.hashCode(), STROKES.size() * SHADES.size());
    }

    /**
     * {@return the line of a data set or a group of data sets}
     *
     * @param id its id, which decides where it has no place
     * @param place its place in the order of colours, from 0; null if it has none
     */
    public static Ink experiment(String id, @Nullable Integer place) {
        return isIn(EXPERIMENTS, place)
                ? EXPERIMENTS.get(place)
                : Ink.solid(other(id, place, OTHER_EXPERIMENTS))
                        .with(STROKES.get(1 + Math.floorMod(id.hashCode(), STROKES.size() - 1)));
    }

    /**
     * How a process of background is filled.
     *
     * @param index which of the processes, counted from 0
     */
    static Ink process(int index) {
        return Ink.solid(PROCESSES.get(index % PROCESSES.size()));
    }

    /** The line of a limit from some data: paler and of another stroke, so that it is told from the outline of a region of the same data. */
    static Ink limit(Ink data) {
        return new Ink(
                shaded(data.colour(), LIMIT_SHADE),
                data.opacity(),
                data.stroke() == Ink.Stroke.DASH_DOTTED ? Ink.Stroke.DOTTED : Ink.Stroke.DASH_DOTTED);
    }

    private static boolean isIn(List<?> order, @Nullable Integer place) {
        return place != null && place >= 0 && place < order.size();
    }

    private static int other(String id, @Nullable Integer place, List<Integer> colours) {
        return colours.get(Math.floorMod(place == null ? id.hashCode() : place, colours.size()));
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
