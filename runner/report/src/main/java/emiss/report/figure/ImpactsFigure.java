package emiss.report.figure;

import emiss.report.text.MathText;
import java.util.ArrayList;
import java.util.List;

/** By how much nuisance parameters move the result of a fit. */
public final class ImpactsFigure {
    private static final double HALF = 0.35;

    private ImpactsFigure() {}

    /**
     * The impact of one nuisance parameter.
     *
     * @param name the nuisance parameter
     * @param down shift of the parameter of interest with the nuisance parameter one standard deviation down
     * @param up the same, up
     */
    public record Impact(MathText name, double down, double up) {}

    /**
     * {@return a figure of bars from zero, one row per nuisance parameter, in the order given from the top}
     *
     * @param id name of the figure
     * @param parameter the parameter of interest
     * @param unit its unit, empty for a pure number
     * @param impacts at least one
     * @throws IllegalArgumentException if there are none
     */
    public static Figure of(String id, MathText parameter, MathText unit, List<Impact> impacts) {
        if (impacts.isEmpty()) {
            throw new IllegalArgumentException("figure \"" + id + "\" has no impacts, expected at least one");
        }
        List<List<Point>> down = new ArrayList<>();
        List<List<Point>> up = new ArrayList<>();
        List<MathText> names = new ArrayList<>();
        Range x = new Range().include(0);
        for (int i = impacts.size() - 1; i >= 0; i--) {
            Impact impact = impacts.get(i);
            double y = impacts.size() - i;
            down.add(bar(impact.down, y));
            up.add(bar(impact.up, y));
            names.add(impact.name);
            x.include(impact.down).include(impact.up);
        }
        Panel panel = new Panel(
                MathText.EMPTY,
                x.airyAxis(MathText.plain("\u0394").then(parameter), unit),
                Axis.counting(MathText.EMPTY, names),
                List.of(
                        new Layer.Region(MathText.parse("\u22121*\u03c3*"), Palette.PLAIN.with(0.75), down),
                        new Layer.Region(MathText.parse("+1*\u03c3*"), Palette.OPPOSITE.with(0.75), up),
                        new Layer.Rule(MathText.EMPTY, Palette.STANDARD_MODEL, Layer.Orientation.VERTICAL, 0)));
        return new Figure(
                id,
                MathText.plain("Impacts on ").then(parameter),
                MathText.plain("Shift of ")
                        .then(parameter)
                        .then(
                                " when a nuisance parameter is moved by one standard deviation and all others are fitted."),
                List.of(panel));
    }

    private static List<Point> bar(double end, double y) {
        return List.of(
                new Point(0, y - HALF), new Point(end, y - HALF), new Point(end, y + HALF), new Point(0, y + HALF));
    }
}
