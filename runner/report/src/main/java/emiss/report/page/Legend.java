package emiss.report.page;

import emiss.report.figure.Figure;
import emiss.report.figure.Ink;
import emiss.report.figure.Layer;
import emiss.report.text.MathText;
import java.util.ArrayList;
import java.util.List;

/**
 * What a figure names, in the order in which it is drawn. An entry stands for all layers of its name on all panels.
 *
 * @param entries one layer of every name
 */
record Legend(List<Layer> entries) {
    private static final int WIDTH = 28;
    private static final int HEIGHT = 14;

    /** Copies the entries. */
    Legend {
        entries = List.copyOf(entries);
    }

    static Legend of(Figure figure) {
        List<Layer> entries = new ArrayList<>();
        figure.panels().stream()
                .flatMap(panel -> panel.layers().stream())
                .filter(layer -> !layer.name().isEmpty() && !(layer instanceof Layer.Label))
                .filter(layer ->
                        entries.stream().noneMatch(entry -> entry.name().equals(layer.name())))
                .forEach(entries::add);
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
            Layer entry = entries.get(i);
            html.append("<li><button type=\"button\" role=\"checkbox\" aria-checked=\"true\" data-entry=\"")
                    .append(i)
                    .append("\">")
                    .append(sample(entry))
                    .append("<span>")
                    .append(entry.name().html())
                    .append("</span></button></li>");
        }
        return html.toString();
    }

    private static String sample(Layer layer) {
        Ink ink = layer.ink();
        String middle = String.valueOf(HEIGHT / 2);
        String shape;
        if (layer instanceof Layer.Region
                || layer instanceof Layer.Band
                || layer instanceof Layer.Grid
                || layer instanceof Layer.Histogram histogram && histogram.filled()) {
            shape = "<rect x=\"2\" y=\"2\" width=\"24\" height=\"10\" fill=\"" + ink.hex() + "\" fill-opacity=\""
                    + ink.opacity() + "\"/>";
        } else if (layer instanceof Layer.Markers markers) {
            shape = "<path transform=\"translate(14 7) scale(6)\" d=\"" + Marks.path(markers.shape()) + "\" fill=\""
                    + ink.hex() + "\"/>";
        } else if (layer instanceof Layer.Measurements) {
            shape = line(ink, "M14 1V13") + "<circle cx=\"14\" cy=\"7\" r=\"3\" fill=\"" + ink.hex() + "\"/>";
        } else {
            shape = line(ink, "M1 " + middle + "H27");
        }
        return "<svg width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\" aria-hidden=\"true\">" + shape + "</svg>";
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
