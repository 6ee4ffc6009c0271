package emiss.report.view;

import emiss.results.Result;
import emiss.results.ResultType;

/**
 * A view that is told its type and heading.
 *
 * @param <R> what a study of the type finds
 */
abstract class TypedView<R extends Result> implements StudyView<R> {
    private final ResultType<R> type;
    private final String heading;

    TypedView(ResultType<R> type, String heading) {
        this.type = type;
        this.heading = heading;
    }

    @Override
    public final ResultType<R> type() {
        return type;
    }

    @Override
    public final String heading() {
        return heading;
    }
}
