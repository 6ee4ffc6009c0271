package emiss.cli;

import emiss.report.chart.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is drawn. */
final class DrawingOptions {
    private static final String NONE = "none";

    @Option(
            names = "--figures",
            paramLabel = "FORMATS",
            split = ",",
            description = "Formats of the figures: svg, pdf, png, or none (default: svg,pdf,png).")
    private List<String> figures = new ArrayList<>();

    @Option(names = "--no-report", description = "Do not write report.html.")
    private boolean noReport;

    /**
     * The formats of figures; none if there shall be no figures.
     *
     * @throws ParameterException if one is not known
     */
    private Set<Format> formats(Console console) {
        if (figures.isEmpty()) {
            return EnumSet.allOf(Format.class);
        }
        Set<Format> formats = EnumSet.noneOf(Format.class);
        for (String name : figures) {
            Arrays.stream(Format.values())
                    .filter(format -> format.extension().equals(name.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .ifPresentOrElse(formats::add, () -> {
                        if (!name.equals(NONE) || figures.size() > 1) {
                            throw console.wrong(
                                    "--figures has \"" + name + "\", expected some of svg, pdf and png, or none alone");
                        }
                    });
        }
        return formats;
    }

    /** What draws them; {@code only} says which figures. */
    Drawing drawing(Console console, Predicate<String> only) {
        return new Drawing(formats(console), only, !noReport, console);
    }
}
