package emiss.report.view;

import emiss.report.figure.Layer;
import emiss.report.figure.Point;
import emiss.report.text.MathText;
import emiss.report.text.Notation;
import emiss.results.SpectrumResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bins of a study that share an axis: those of one channel and selection, or those of all selections of a data set, added up.
 *
 * @param channel the data set and the channel; the data set alone where channels are added up
 * @param selection what else defines the bins; empty where selections are added up
 * @param axis the variable of the bin edges with its unit
 * @param edges lower and upper edge of every bin
 * @param parts channel and selection of what is added up
 */
record BinGroup(String channel, String selection, String axis, List<Edges> edges, Set<Part> parts) {
    /**
     * The edges of a bin.
     *
     * @param low lower edge
     * @param high upper edge
     */
    record Edges(double low, double high) {}

    /**
     * Bins as the data set has them.
     *
     * @param channel data set and channel
     * @param selection what else defines the bins
     */
    record Part(String channel, String selection) {
        static Part of(SpectrumResult.Bin bin) {
            return new Part(bin.channel(), bin.selection());
        }
    }

    /** A bin of a group. */
    record Bin(
            double low,
            double high,
            double observed,
            double background,
            double commonBackground,
            double sm,
            double rescaledSm,
            double signal) {
        /** Observed events less background, with the square root of their number as error. */
        Layer.Measurement less(Background subtracted) {
            double excess = observed - (subtracted == Background.RESCALED_SM ? commonBackground : background);
            double error = Math.sqrt(observed);
            return new Layer.Measurement(
                    new Point(0.5 * (low + high), excess), low, high, excess - error, excess + error);
        }
    }

    /** Which background is subtracted. */
    enum Background {
        /** The one fitted together with the rescaled Standard Model. */
        RESCALED_SM("rescaled SM fit", "that is fitted together with the rescaled Standard Model"),
        /** The one fitted together with the Standard Model. */
        SM("SM fit", "that is fitted together with the Standard Model"),
        /** The one fitted together with the signal of the study. */
        NEW_PARTICLES("SM + X fit", "that is fitted together with the signal shown");

        private final String fit;
        private final String words;

        Background(String fit, String words) {
            this.fit = fit;
            this.words = words;
        }

        /** The fit it is from, in a legend. */
        String fit() {
            return fit;
        }

        /** The same in a sentence, after {@code the background}. */
        String words() {
            return words;
        }

        /** That of a study: the common one if that is wanted and there, else its own. */
        static Background of(StudyInRun<SpectrumResult.Bins> study, boolean isCommon) {
            boolean isKnown = study.result().bins().stream().allMatch(bin -> bin.backgroundRescaledSm() != null);
            return isCommon && isKnown ? RESCALED_SM : study.hasScenario() ? NEW_PARTICLES : SM;
        }
    }

    /** One group for every channel and selection. */
    static List<BinGroup> of(StudyInRun<SpectrumResult.Bins> study) {
        Map<Part, BinGroup> groups = new LinkedHashMap<>();
        for (SpectrumResult.Bin bin : study.result().bins()) {
            Part part = Part.of(bin);
            groups.computeIfAbsent(
                            part,
                            key -> new BinGroup(
                                    part.channel, part.selection, bin.variable(), new ArrayList<>(), Set.of(part)))
                    .edges
                    .add(new Edges(bin.low(), bin.high()));
        }
        return List.copyOf(groups.values());
    }

    /** The same with groups of one data set added up that have the same axis and edges. */
    static List<BinGroup> summed(StudyInRun<SpectrumResult.Bins> study) {
        Map<BinGroup, BinGroup> sums = new LinkedHashMap<>();
        for (BinGroup group : of(study)) {
            String dataset = group.dataset();
            BinGroup key = new BinGroup(dataset, "", group.axis, group.edges, Set.of());
            BinGroup sum = sums.computeIfAbsent(
                    key, empty -> new BinGroup(dataset, "", group.axis, group.edges, new LinkedHashSet<>()));
            sum.parts.addAll(group.parts);
        }
        return List.copyOf(sums.values());
    }

    private String dataset() {
        int slash = channel.lastIndexOf('/');
        return slash < 0 ? channel : channel.substring(0, slash);
    }

    /** The bins of a study in this group. */
    List<Bin> bins(StudyInRun<SpectrumResult.Bins> study) {
        List<Bin> bins = new ArrayList<>();
        for (Edges edge : edges) {
            Bin sum = new Bin(edge.low, edge.high, 0, 0, 0, 0, 0, 0);
            for (SpectrumResult.Bin bin : study.result().bins()) {
                if (parts.contains(Part.of(bin)) && edge.equals(new Edges(bin.low(), bin.high()))) {
                    Double common = bin.backgroundRescaledSm();
                    sum = new Bin(
                            edge.low,
                            edge.high,
                            sum.observed + bin.observed(),
                            sum.background + bin.background(),
                            sum.commonBackground + (common == null ? 0 : common),
                            sum.sm + bin.sm(),
                            sum.rescaledSm + bin.rescaledSm(),
                            sum.signal + bin.signal());
                }
            }
            bins.add(sum);
        }
        return bins;
    }

    /** The channel and the selection; of sums, the data set and how many selections it has. */
    MathText title(StudyInRun<?> study) {
        if (channel.indexOf('/') < 0) {
            MathText dataset = study.names().experiment(channel);
            return parts.size() == 1 ? dataset : dataset.then(", all " + parts.size() + " selections");
        }
        String name = channel.substring(channel.lastIndexOf('/') + 1);
        return selection.isEmpty()
                ? MathText.plain(name)
                : MathText.plain(name + ", ").then(Notation.variables(selection));
    }

    /** The variable of the bin edges. */
    MathText variable() {
        int unit = axis.indexOf(" [");
        return Notation.variables(unit < 0 ? axis : axis.substring(0, unit));
    }

    /** Its unit. */
    MathText unit() {
        int unit = axis.indexOf(" [");
        return Notation.unit(unit < 0 ? "1" : axis.substring(unit + 2, axis.length() - 1));
    }
}
