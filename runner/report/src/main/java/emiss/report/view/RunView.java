package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.figure.Panel;
import emiss.report.text.MathText;
import emiss.results.Result;
import emiss.results.Run;
import emiss.results.StudyResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** A run as the views of its studies show it. Studies that failed have neither numbers nor a figure. */
public final class RunView {
    private final Run run;
    private final Views views;
    private final Names names;

    /**
     * Looks at a run.
     *
     * @param run the run
     * @param views the views of the types of its studies
     */
    public RunView(Run run, Views views) {
        this.run = run;
        this.views = views;
        this.names = new Names(run);
    }

    /**
     * {@return a run as the program shows it}
     *
     * @param run the run
     */
    public static RunView of(Run run) {
        return new RunView(run, Views.standard());
    }

    /** {@return the run} */
    public Run run() {
        return run;
    }

    /**
     * {@return words in which couplings of the run and {@code mu} are names, with their symbols}
     *
     * @param words the words, for example {@code fVV^2 + fVA^2 at 0.60 GeV}
     */
    public MathText typeset(String words) {
        return names.typeset(words);
    }

    /** {@return all figures: first those of the studies, then the overlays of the configuration} */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        run.studies().forEach(study -> figure(study).ifPresent(figures::add));
        run.figures().forEach(overlay -> figure(overlay).ifPresent(figures::add));
        return List.copyOf(figures);
    }

    /**
     * {@return the figure of one study, named like it}
     *
     * @param study the study
     */
    public Optional<Figure> figure(StudyResult study) {
        return figure(views.of(study), study.id(), List.of(study));
    }

    /**
     * {@return the figure of an overlay: studies of one type are drawn together where that makes sense, else in panels}
     *
     * @param overlay which of the studies to draw together
     */
    public Optional<Figure> figure(Run.Overlay overlay) {
        if (overlay.panels() != null) {
            List<Figure> parts = overlay.panels().stream()
                    .flatMap(panel -> figure(new Run.Overlay(overlay.id(), panel)).stream())
                    .toList();
            return parts.isEmpty() ? Optional.empty() : Optional.of(joined(overlay.id(), parts));
        }
        Map<String, List<StudyResult>> byType = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String id : overlay.overlay()) {
            run.study(id)
                    .filter(study -> study.hasResult() && views.isKnown(study))
                    .ifPresentOrElse(
                            found -> byType.computeIfAbsent(found.type(), type -> new ArrayList<>())
                                    .add(found),
                            () -> missing.add(id));
        }
        List<Figure> parts = new ArrayList<>();
        byType.values()
                .forEach(studies ->
                        figure(views.of(studies.get(0)), overlay.id(), studies).ifPresent(parts::add));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Figure all = Figure.beside(overlay.id(), parts);
        String without =
                missing.isEmpty() ? "" : " Without " + String.join(", ", missing) + ", for which there are no results.";
        return Optional.of(new Figure(all.id(), all.title(), all.caption().then(without), all.panels()));
    }

    /** Figures beside each other; panels are named by the titles of the figures where they have none of their own. */
    private static Figure joined(String id, List<Figure> parts) {
        List<Panel> panels = new ArrayList<>();
        List<MathText> captions = new ArrayList<>();
        for (Figure part : parts) {
            part.panels().forEach(panel -> panels.add(panel.title().isEmpty() ? panel.titled(part.title()) : panel));
            captions.add(parts.size() > 1 ? part.title().then(": ").then(part.caption()) : part.caption());
        }
        MathText title = MathText.joined("; ", parts.stream().map(Figure::title).toList());
        return new Figure(id, title, MathText.joined(" ", captions), panels);
    }

    private <R extends Result> Optional<Figure> figure(StudyView<R> view, String id, List<StudyResult> studies) {
        List<StudyInRun<R>> drawn =
                studies.stream().flatMap(study -> in(view, study).stream()).toList();
        return drawn.isEmpty() ? Optional.empty() : view.figure(id, drawn);
    }

    /** {@return the studies by their types, in the order of pages} */
    public Map<String, List<StudyResult>> byType() {
        Map<String, List<StudyResult>> groups = new LinkedHashMap<>();
        views.types().forEach(type -> groups.put(type, new ArrayList<>()));
        run.studies()
                .forEach(study -> groups.computeIfAbsent(study.type(), type -> new ArrayList<>())
                        .add(study));
        groups.values().removeIf(List::isEmpty);
        return groups;
    }

    /**
     * {@return the heading of the studies of a type}
     *
     * @param type name of the type
     */
    public String heading(String type) {
        return views.heading(type);
    }

    /**
     * {@return what a study found, in one line for the terminal; empty if it failed}
     *
     * @param study the study
     */
    public Optional<String> summary(StudyResult study) {
        return ask(views.of(study), study, StudyView::summary);
    }

    /**
     * {@return the most important numbers of a study; none if it failed}
     *
     * @param study the study
     */
    public KeyNumbers keyNumbers(StudyResult study) {
        return ask(views.of(study), study, StudyView::keyNumbers).orElseGet(KeyNumbers::new);
    }

    /**
     * {@return whether the key numbers of a study need the width of the page}
     *
     * @param study the study
     */
    public boolean hasWideNumbers(StudyResult study) {
        return views.of(study).hasWideNumbers();
    }

    /** {@return what the data say about all studies together; empty if no study concludes that} */
    public Optional<Conclusion> conclusion() {
        return run.studies().stream()
                .flatMap(study -> ask(views.of(study), study, StudyView::conclusion).stream())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** {@return a paragraph (HTML) about every study that has something to say in a summary} */
    public List<String> findings() {
        return run.studies().stream()
                .flatMap(study -> ask(views.of(study), study, StudyView::finding).stream())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /**
     * {@return whether the figure of a study can be laid over that of an earlier run}
     *
     * @param id name of the study
     */
    public boolean isOverlaid(String id) {
        return run.study(id)
                .filter(study -> study.hasResult() && views.of(study).isOverlaid())
                .isPresent();
    }

    /**
     * {@return what a study is compared by, as maps, lists and scalars; empty if it failed}
     *
     * @param study the study
     */
    public Optional<Object> compared(StudyResult study) {
        return ask(views.of(study), study, (view, in) -> view.compared(in.result()));
    }

    private <R extends Result, T> Optional<T> ask(
            StudyView<R> view, StudyResult study, BiFunction<StudyView<R>, StudyInRun<R>, T> question) {
        return in(view, study).map(found -> question.apply(view, found));
    }

    private <R extends Result> Optional<StudyInRun<R>> in(StudyView<R> view, StudyResult study) {
        return study.result(view.type().result()).map(result -> new StudyInRun<>(names, study, result));
    }
}
