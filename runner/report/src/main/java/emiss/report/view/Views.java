package emiss.report.view;

import emiss.report.text.TextTable;
import emiss.results.Result;
import emiss.results.StudyResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The views of all types of study, in the order in which pages show them. A new type of study adds its own. */
public final class Views {
    private static final Views STANDARD = new Views(List.of(
            new CompareView(),
            new SignalStrengthView(),
            new MassScanView(),
            new FitView(),
            new CouplingPlaneView(),
            new UpperLimitView(),
            new IntervalView(),
            new SignificanceView(),
            new GoodnessOfFitView(),
            new ImpactsView(),
            new PosteriorView(),
            new PredictView(),
            new SpectrumView(),
            new YieldsView(),
            new ResponseView(),
            new RateView(),
            new LikelihoodView()));

    private final Map<String, StudyView<?>> views = new LinkedHashMap<>();

    private Views(Iterable<StudyView<?>> views) {
        views.forEach(view -> this.views.put(view.type().name(), view));
    }

    /** {@return those of the program} */
    public static Views standard() {
        return STANDARD;
    }

    /**
     * {@return these views and one more}
     *
     * @param view the view; it replaces one of the same type
     */
    public Views with(StudyView<?> view) {
        Views more = new Views(views.values());
        more.views.put(view.type().name(), view);
        return more;
    }

    /**
     * {@return what a study found, in one line for the terminal; empty if it failed}
     *
     * @param study the study
     */
    public Optional<String> summary(StudyResult study) {
        return ask(of(study), study, StudyView::summary);
    }

    /**
     * {@return what is printed about a study at the end of a run; empty if its summary says all}
     *
     * @param study the study
     */
    public Optional<TextTable> closing(StudyResult study) {
        return ask(of(study), study, StudyView::closing).flatMap(Function.identity());
    }

    private static <R extends Result, T> Optional<T> ask(
            StudyView<R> view, StudyResult study, BiFunction<StudyView<R>, R, T> question) {
        return study.result(view.type().result()).map(result -> question.apply(view, result));
    }

    /** The types, in the order of pages. */
    List<String> types() {
        return List.copyOf(views.keySet());
    }

    /** The heading of the studies of a type. */
    String heading(String type) {
        StudyView<?> view = views.get(type);
        return view == null ? type : view.heading();
    }

    /** Whether there is a view for what a study found. */
    boolean isKnown(StudyResult study) {
        return !(of(study) instanceof OtherView);
    }

    /** The view of a study; one for any result if there is none for its type, or the result was read without its type. */
    StudyView<?> of(StudyResult study) {
        StudyView<?> view = views.get(study.type());
        return view == null || !view.type().result().isInstance(study.result()) ? new OtherView(study.type()) : view;
    }
}
