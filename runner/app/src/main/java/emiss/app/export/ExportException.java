package emiss.app.export;

/** A study that cannot be exported in the format asked for; the message says why, in one line. */
public final class ExportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public ExportException(String message) {
        super(message);
    }
}
