package emiss.report.page;

import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.text.MathText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a figure names, in the order in which it is drawn. An entry stands for all layers of its name on all panels.
 *
 * @param entries one a name
 */
record Legend(List<Entry> entries) {
    private static final int WIDTH = 28;
    private static final int HEIGHT = 14;

    /**
     * A name with what it looks like.
     *
     * @param name the name
     * @param samples a layer of every kind, for example a band and the curve in it
     */
    record Entry(MathText name, List<Layer> samples) {}

    /** Copies the entries. */
    Legend {
        entries = List.copyOf(entries);
    }

    static Legend of(Figure figure) {
        Map<MathText, Map<Class<?>, Layer>> samples = new LinkedHashMap<>();
        figure.panels().stream()
                .flatMap(panel -> panel.layers().stream())
                .filter(layer -> !layer.name().isEmpty() && !(layer instanceof Layer.Label))
                .forEach(layer -> samples.computeIfAbsent(layer.name(), name -> new LinkedHashMap<>())
                        .putIfAbsent(layer.getClass(), layer));
        List<Entry> entries = new ArrayList<>();
        samples.forEach((name, kinds) -> entries.add(new Entry(name, List.copyOf(kinds.values()))));
        return new Legend(entries);
    }

    /** The position of a name, or -1 for a layer without one. */
    int index(MathText name) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Switches, one an entry, with a sample of what they switch. */
    String html() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            html.append("<li><button type=\"button\" role=\"checkbox\" aria-checked=\"true\" data-entry=\"")
                    .append(i)
                    .append("\">")
                    .append(sample(entry.samples()))
                    .append("<span>")
                    .append(entry.name().html())
                    .append("</span></button></li>");
        }
        return html.toString();
    }

    private static String sample(List<Layer> layers) {
        return "<svg width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\" aria-hidden=\"true\">"
                + layers.stream().map(Legend::shape).collect(Collectors.joining()) + "</svg>";
    }

    private static String shape(Layer layer) {
        Ink ink = layer.ink();
        String middle = String.valueOf(HEIGHT / 2);
        if (layer instanceof Layer.Region
                || layer instanceof Layer.Band
                || layer instanceof Layer.Grid
                || layer instanceof Layer.Histogram histogram && histogram.filled()) {
            return "<rect x=\"2\" y=\"2\" width=\"24\" height=\"10\" fill=\"" + ink.hex() + "\" fill-opacity=\""
                    + ink.opacity() + "\"/>";
        }
        if (layer instanceof Layer.Markers markers) {
            return "<path transform=\"translate(14 7) scale(6)\" d=\"" + Marks.path(markers.shape()) + "\" fill=\""
                    + ink.hex() + "\"/>";
        }
        if (layer instanceof Layer.Measurements) {
            return line(ink, "M14 1V13") + "<circle cx=\"14\" cy=\"7\" r=\"3\" fill=\"" + ink.hex() + "\"/>";
        }
        return line(ink, "M1 " + middle + "H27");
    }

    private static String line(Ink ink, String path) {
        return "<path d=\"" + path + "\" fill=\"none\" stroke=\"" + ink.hex()
                + "\" stroke-width=\"2\" stroke-opacity=\""
                + ink.opacity() + "\" stroke-dasharray=\""
                + Marks.dashes(ink.stroke()).stream()
                        .map(String::valueOf)
                        .reduce((a, b) -> a + " " + b)
                        .orElse("none")
                + "\"/>";
    }
}
