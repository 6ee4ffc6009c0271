package emiss.report.figure;

import emiss.report.text.MathText;
import java.util.List;

/**
 * One pair of axes with what is drawn on them.
 *
 * @param title heading, where a figure has several panels; else empty
 * @param x horizontal axis
 * @param y vertical axis
 * @param layers what is drawn, from the back to the front
 */
public record Panel(MathText title, Axis x, Axis y, List<Layer> layers) {
    /**
     * Copies the layers.
     *
     * @param title heading, where a figure has several panels; else empty
     * @param x horizontal axis
     * @param y vertical axis
     * @param layers what is drawn, from the back to the front
     */
    public Panel {
        layers = List.copyOf(layers);
    }

    /** {@return whether things are counted on both axes, so that there are cells} */
    public boolean isTable() {
        return !x.categories().isEmpty() && !y.categories().isEmpty();
    }

    /**
     * {@return the same with another heading}
     *
     * @param other the heading
     */
    public Panel titled(MathText other) {
        return new Panel(other, x, y, layers);
    }
}
