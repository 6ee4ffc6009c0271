package emiss.report.page;

import emiss.report.figure.Axis;
import emiss.report.figure.Figure;
import emiss.report.figure.Layer;
import emiss.report.figure.Panel;
import emiss.report.text.MathText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A figure as a Vega-Lite specification: panels joined, axes linked to zoom and pan, layers that listen to a parameter of their
 * legend entry, values on hover.
 *
 * <p>Vega draws plain text. The field {@code usermeta.texts} maps every text with scripts or italics, as Vega shows it, to its
 * HTML; the script of the page replaces one by the other. {@code usermeta.grids} holds the values of grids, which Vega draws as
 * pictures.
 */
final class VegaLite {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 350;
    private static final int TITLE_ROOM = 66;
    private static final int LETTER = 7;
    private static final int LINE = 19;
    private static final int MOST_LABEL_ROOM = 230;

    /** Labels of so many letters stand upright below an axis that counts things. */
    private static final int SHORT_LABEL = 3;

    private final Figure figure;
    private final Legend legend;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final ArrayNode grids = Json.array();

    private VegaLite(Figure figure) {
        this.figure = figure;
        this.legend = Legend.of(figure);
    }

    /** The specification of a figure. */
    static ObjectNode spec(Figure figure) {
        return new VegaLite(figure).spec();
    }

    private ObjectNode spec() {
        ObjectNode spec = Json.object();
        spec.put("$schema", "https://vega.github.io/schema/vega-lite/v6.json");
        spec.put("description", figure.title().unicode());
        spec.putNull("background");
        figure.commonTitle()
                .ifPresent(title ->
                        spec.putObject("title").put("text", text(title)).put("anchor", "middle"));
        ArrayNode params = spec.putArray("params");
        for (int i = 0; i < legend.entries().size(); i++) {
            params.addObject().put("name", show(i)).put("value", true);
        }
        ArrayNode panels = spec.putArray("concat");
        ArrayNode margins = Json.array();
        ArrayNode heights = Json.array();
        for (int i = 0; i < figure.panels().size(); i++) {
            Panel panel = figure.panels().get(i);
            panels.add(panel(figure.commonTitle().isPresent() ? panel.titled(MathText.EMPTY) : panel, i));
            Axis y = figure.panels().get(i).y();
            margins.add(margin(y));
            heights.add(LINE * y.categories().size());
        }
        spec.put("columns", figure.panels().size());
        spec.put("spacing", 24);
        spec.set("config", config());
        ObjectNode meta = spec.putObject("usermeta");
        ObjectNode written = meta.putObject("texts");
        texts.forEach(written::put);
        meta.set("margins", margins);
        meta.set("heights", heights);
        meta.put("aspect", aspect());
        meta.set("grids", grids);
        return spec;
    }

    private static String show(int entry) {
        return "show" + entry;
    }

    /** Height over width of the panels: planes are nearly square. */
    private double aspect() {
        boolean plane = figure.panels().stream()
                .flatMap(panel -> panel.layers().stream())
                .anyMatch(layer -> layer instanceof Layer.Region || layer instanceof Layer.Grid);
        return plane ? 0.9 : figure.panels().size() > 1 ? 0.8 : 0.6;
    }

    private ObjectNode panel(Panel panel, int index) {
        ObjectNode node = Json.object();
        if (!panel.title().isEmpty()) {
            node.putObject("title").put("text", text(panel.title())).put("anchor", "start");
        }
        node.put("width", WIDTH);
        node.put("height", HEIGHT);
        ObjectNode encoding = node.putObject("encoding");
        encoding.set("x", channel("x", panel.x()));
        encoding.set("y", channel("y", panel.y()));
        ArrayNode layers = node.putArray("layer");
        layers.add(frame(panel, index));
        LayerSpecs specs = new LayerSpecs("panel" + index, panel, this::text);
        for (Layer layer : panel.layers()) {
            int entry = legend.index(layer.name());
            if (layer instanceof Layer.Grid grid) {
                grids.add(new GridLayer(grid)
                        .values(index, entry)
                        .put("xTitle", text(panel.x().title()))
                        .put("yTitle", text(panel.y().title())));
            }
            for (ObjectNode spec : specs.of(layer)) {
                if (entry >= 0) {
                    ArrayNode transform =
                            spec.get("transform") instanceof ArrayNode present ? present : spec.putArray("transform");
                    transform.insert(0, Json.object().put("filter", show(entry)));
                }
                layers.add(spec);
            }
        }
        return node;
    }

    /** An invisible mark in the corners: it holds zoom and pan, whatever else is switched off. */
    private static ObjectNode frame(Panel panel, int index) {
        ObjectNode frame = Json.object();
        ArrayNode corners = frame.putObject("data").putArray("values");
        corners.addObject().put("x", panel.x().low()).put("y", panel.y().low());
        corners.addObject().put("x", panel.x().high()).put("y", panel.y().high());
        frame.putObject("mark")
                .put("type", "point")
                .put("opacity", 0)
                .put("clip", true)
                .putNull("tooltip");
        ObjectNode zoom = frame.putArray("params").addObject();
        zoom.put("name", "zoom" + index).put("bind", "scales");
        // a plain wheel and a finger scroll the page
        zoom.putObject("select")
                .put("type", "interval")
                .put("zoom", "wheel![event.ctrlKey || event.metaKey || event.shiftKey]")
                .put(
                        "translate",
                        "[pointerdown[event.pointerType === 'mouse'], window:pointerup] > window:pointermove!");
        return frame;
    }

    private ObjectNode channel(String field, Axis axis) {
        ObjectNode channel = Json.object();
        channel.put("field", field).put("type", "quantitative");
        int decade = axis.decade();
        channel.put("title", text(axis.titleOfDecade()));
        ObjectNode scale = channel.putObject("scale");
        scale.put("type", axis.scale() == Axis.Scale.LOGARITHMIC ? "log" : "linear");
        scale.putArray("domain").add(axis.low()).add(axis.high());
        scale.put("nice", false).put("zero", false);
        ObjectNode ticks = channel.putObject("axis");
        if (!axis.categories().isEmpty()) {
            categories(ticks, axis.categories());
            boolean areShort =
                    axis.categories().stream().allMatch(name -> name.unicode().length() <= SHORT_LABEL);
            if (field.equals("x") && !areShort) {
                ticks.put("labelAngle", -40);
            }
        } else if (axis.scale() == Axis.Scale.LOGARITHMIC) {
            ticks.put("labelExpr", logarithmicLabels(axis));
        } else if (decade != 0) {
            ticks.put("labelExpr", "format(datum.value * 1e" + -decade + ", '.6~g')");
        }
        return channel;
    }

    private static String logarithmicLabels(Axis axis) {
        double decades = Math.log10(axis.high() / axis.low());
        String mantissa = "round(datum.value / pow(10, floor(log(datum.value) / LN10 + 1e-9)))";
        String shown = decades > 2.5 ? mantissa + " === 1" : "indexof([1, 2, 5], " + mantissa + ") >= 0";
        return shown + " ? (datum.value >= 1e-3 && datum.value < 1e5 ? format(datum.value, '~g')"
                + " : format(datum.value, '~e')) : ''";
    }

    private void categories(ObjectNode ticks, List<MathText> names) {
        ArrayNode values = ticks.putArray("values");
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            values.add(i + 1);
            String name = text(names.get(i)).replace("\\", "\\\\").replace("'", "\\'");
            labels.append(i == 0 ? "" : ", ").append("'").append(name).append("'");
        }
        ticks.put("labelExpr", "[" + labels + "][datum.value - 1]");
        ticks.put("labelOverlap", false).put("labelLimit", MOST_LABEL_ROOM).put("grid", false);
    }

    /** Room for labels and title on the left of an axis. */
    private static int margin(Axis axis) {
        int letters = axis.categories().stream()
                .mapToInt(name -> name.unicode().length())
                .max()
                .orElse(0);
        return letters == 0 ? TITLE_ROOM : Math.min(MOST_LABEL_ROOM, LETTER * letters) + TITLE_ROOM / 2;
    }

    private String text(MathText text) {
        String shown = text.unicode();
        String html = text.html();
        if (html.contains("<")) {
            texts.put(shown, html);
        }
        return shown;
    }

    private static ObjectNode config() {
        ObjectNode config = Json.object();
        config.put("font", "system-ui, sans-serif");
        config.putObject("view").put("stroke", "#8a8f98");
        config.putObject("axis")
                .put("domain", false)
                .put("gridColor", "#eceef1")
                .put("tickColor", "#8a8f98")
                .put("labelColor", "#33383f")
                .put("titleColor", "#1b1f24")
                .put("labelFontSize", 12)
                .put("titleFontSize", 14)
                .put("titleFontWeight", "normal")
                .put("titlePadding", 8)
                .put("labelFlush", false);
        config.putObject("title")
                .put("color", "#1b1f24")
                .put("fontSize", 13)
                .put("fontWeight", "normal")
                .put("offset", 6);
        return config;
    }
}
