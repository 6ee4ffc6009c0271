package emiss.report.figure;

import emiss.report.result.Run;
import emiss.report.result.Study;
import emiss.report.text.MathText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures of a run: one for every study that has numbers to draw, and one for every overlay of the configuration. */
public final class Figures {
    private static final Map<String, FigureBuilder> BUILDERS = Map.of(
            "rate", new RateFigure(),
            "spectrum", new SpectrumFigure(),
            "signal-strength", new StrengthFigure(),
            "fit", new PullsFigure(),
            "mass-scan", new MassScanFigure(),
            "coupling-plane", new PlaneFigure(),
            "upper-limit", new LimitFigure(),
            "likelihood", new LikelihoodFigure(),
            "compare", new RankingFigure());

    private Figures() {}

    /**
     * Draws a run: first its studies, then its overlays. Studies that failed, and those of types that are not known here, have
     * no figure.
     *
     * @param run the run
     * @return the figures
     * @throws emiss.report.result.ResultsException if a result is not what its format asks for
     */
    public static List<Figure> of(Run run) {
        List<Figure> figures = new ArrayList<>();
        run.studies().forEach(study -> of(study).ifPresent(figures::add));
        run.figures().forEach(overlay -> of(run, overlay).ifPresent(figures::add));
        return List.copyOf(figures);
    }

    /**
     * {@return the figure of one study, named like it}
     *
     * @param study the study
     * @throws emiss.report.result.ResultsException if the result is not what its format asks for
     */
    public static Optional<Figure> of(Study study) {
        FigureBuilder builder = BUILDERS.get(study.type());
        return builder == null || !study.hasResult() ? Optional.empty() : builder.figure(study.id(), List.of(study));
    }

    /**
     * {@return the figure of an overlay: studies of one type are drawn together where that makes sense, else in panels}
     *
     * @param run the run with the studies
     * @param overlay which of them to draw together
     * @throws emiss.report.result.ResultsException if a result is not what its format asks for
     */
    public static Optional<Figure> of(Run run, Run.Overlay overlay) {
        Map<String, List<Study>> byType = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String id : overlay.studies()) {
            Optional<Study> study =
                    run.study(id).filter(found -> found.hasResult() && BUILDERS.containsKey(found.type()));
            study.ifPresentOrElse(
                    found -> byType.computeIfAbsent(found.type(), type -> new ArrayList<>())
                            .add(found),
                    () -> missing.add(id));
        }
        List<Figure> parts = new ArrayList<>();
        byType.forEach((type, studies) -> Optional.ofNullable(BUILDERS.get(type))
                .flatMap(builder -> builder.figure(overlay.id(), studies))
                .ifPresent(parts::add));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        MathText caption = parts.get(0).caption();
        for (Figure part : parts.subList(1, parts.size())) {
            caption = caption.then(" ").then(part.caption());
        }
        if (!missing.isEmpty()) {
            caption = caption.then(" Without " + String.join(", ", missing) + ", for which there are no results.");
        }
        List<Panel> panels =
                parts.stream().flatMap(part -> part.panels().stream()).toList();
        return Optional.of(new Figure(overlay.id(), parts.get(0).title(), caption, panels));
    }
}
