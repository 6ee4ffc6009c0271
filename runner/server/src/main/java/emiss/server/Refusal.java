package emiss.server;

import java.util.List;

/** A request that is not answered; the problems say why. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<Problem> problems;

    /** @param status the status of HTTP */
    Refusal(int status, List<Problem> problems) {
        super(problems.isEmpty() ? "" : problems.get(0).message());
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    /** The same for one reason. */
    Refusal(int status, String message) {
        this(status, List.of(Problem.of(message)));
    }

    int status() {
        return status;
    }

    List<Problem> problems() {
        return problems;
    }
}
