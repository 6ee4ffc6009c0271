package emiss.report.page;

import emiss.report.figure.Ink;
import java.util.List;
import java.util.Optional;

/** Style and scripts of the pages of the program, for pages that are not a single file. */
public final class PageParts {
    private PageParts() {}

    /** {@return the style sheet} */
    public static String style() {
        return needed("page.css");
    }

    /** {@return the script that draws the charts of a page, after the chart libraries have run} */
    public static String script() {
        return needed("page.js");
    }

    /** {@return the chart libraries as one script with their licences; empty where the build could not get them} */
    public static Optional<String> chartLibraries() {
        return ChartLibraries.packed()
                .map(found -> String.join("\n;\n", found.scripts()) + "\n/*\n"
                        + found.notices().replace("*/", "* /") + "\n*/\n");
    }

    /**
     * {@return lengths of dashes and gaps of a line in pixels; none of an unbroken one}
     *
     * @param ink the line
     */
    public static List<Double> dashes(Ink ink) {
        return Marks.dashes(ink.stroke());
    }

    static String needed(String resource) {
        return ChartLibraries.resource(resource)
                .orElseThrow(() -> new IllegalStateException("the resource " + resource + " is not in the program"));
    }
}
