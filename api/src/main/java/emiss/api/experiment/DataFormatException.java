package emiss.api.experiment;

import java.util.List;

/** A document that is not what its format asks for; says every problem, one line each, with its place. */
public final class DataFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * Creates the exception.
     *
     * @param problems one line each, for example {@code belle2-ita.json:12:5: unknown field "obsered"; did you mean
     *     "observed"?}
     */
    public DataFormatException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** {@return the problems, one line each} */
    public List<String> problems() {
        return problems;
    }
}
