package emiss.results;

/** A file of results that cannot be read or is not what its format asks for; the message is one line with the place. */
public final class ResultsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is wrong where, and what would be right
     */
    public ResultsException(String message) {
        super(message);
    }
}
