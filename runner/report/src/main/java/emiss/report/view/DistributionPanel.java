package emiss.report.view;

import emiss.report.figure.Axis;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.results.ToyDistribution;
import java.util.ArrayList;
import java.util.List;

/** The distribution of a test statistic in toys, with the value of the data and the asymptotic distribution. */
final class DistributionPanel {
    private static final MathText TOYS = MathText.plain("toys");
    private static final MathText ASYMPTOTIC = MathText.plain("asymptotic");
    private static final MathText OBSERVED = MathText.plain("data");
    /** Where the logarithmic axis begins: half a toy. */
    private static final double LOWEST = 0.5;

    private DistributionPanel() {}

    static Panel of(MathText title, MathText statistic, ToyDistribution distribution, double observed) {
        int size = distribution.toys().size();
        double width = (distribution.to() - distribution.from()) / size;
        List<Layer.Bin> toys = new ArrayList<>();
        Pieces asymptotic = new Pieces();
        double highest = 10;
        for (int bin = 0; bin < size; bin++) {
            double low = distribution.from() + bin * width;
            double count = distribution.toys().at(bin);
            double expected = distribution.asymptotic().at(bin);
            toys.add(new Layer.Bin(low, low + width, LOWEST, Math.max(LOWEST, count)));
            asymptotic.add(expected >= LOWEST ? new Point(low + 0.5 * width, expected) : null);
            highest = Math.max(highest, Math.max(count, expected));
        }
        List<Layer> layers = List.of(
                new Layer.Histogram(TOYS, Palette.BACKGROUND, true, toys),
                new Layer.Curve(ASYMPTOTIC, Palette.STANDARD_MODEL, asymptotic.all()),
                new Layer.Rule(OBSERVED, Palette.RAISED, Layer.Orientation.VERTICAL, observed));
        return new Panel(
                title,
                Axis.linear(statistic, MathText.EMPTY, distribution.from(), distribution.to()),
                Axis.logarithmic(MathText.plain("toys per bin"), MathText.EMPTY, LOWEST, 2 * highest),
                layers);
    }
}
