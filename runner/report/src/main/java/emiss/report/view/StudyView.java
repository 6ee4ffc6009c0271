package emiss.report.view;

import emiss.report.figure.Figure;
import emiss.report.text.TextTable;
import emiss.results.Result;
import emiss.results.ResultType;
import java.util.List;
import java.util.Optional;

/**
 * How studies of one type are shown: on the terminal, on pages and in figures. All that the program shows of a type is said
 * here; {@link Views} holds one view for every type.
 *
 * @param <R> what a study of the type finds
 */
public interface StudyView<R extends Result> {
    /** {@return the type} */
    ResultType<R> type();

    /** {@return the heading of its studies on a page, for example {@code Mass scans}} */
    String heading();

    /**
     * {@return what a study found, in one line for the terminal}
     *
     * @param result what it found
     */
    String summary(R result);

    /**
     * {@return the same, with the labels of the run}
     *
     * @param study the study
     */
    default String summary(StudyInRun<R> study) {
        return summary(study.result());
    }

    /**
     * {@return what is printed at the end of a run; empty if the summary says all}
     *
     * @param result what the study found
     */
    default Optional<TextTable> closing(R result) {
        return Optional.empty();
    }

    /**
     * {@return the most important numbers of a study on its page}
     *
     * @param study the study
     */
    KeyNumbers keyNumbers(StudyInRun<R> study);

    /** {@return whether the key numbers need the width of the page, so that they do not stand beside the figure} */
    default boolean hasWideNumbers() {
        return false;
    }

    /**
     * {@return a paragraph (HTML) for the summary of a run in which nothing is concluded; empty if there is nothing to say}
     *
     * @param study the study
     */
    default String finding(StudyInRun<R> study) {
        return "";
    }

    /**
     * {@return what the data say about all studies of the run together; the first of a run replaces the single findings}
     *
     * @param study the study
     */
    default Optional<Conclusion> conclusion(StudyInRun<R> study) {
        return Optional.empty();
    }

    /**
     * {@return one figure of one or more studies; empty if there are no numbers to draw}
     *
     * @param id name of the figure
     * @param studies studies of the type, all with results
     */
    default Optional<Figure> figure(String id, List<StudyInRun<R>> studies) {
        return Optional.empty();
    }

    /** {@return whether the figure of a later run can be laid over that of an earlier one} */
    default boolean isOverlaid() {
        return false;
    }

    /**
     * {@return what two runs are compared by, as maps, lists and scalars: without what follows from the rest}
     *
     * @param result what the study found
     */
    default Object compared(R result) {
        return result.tree();
    }
}
