package emiss.data.document;

/**
 * A place in a document.
 *
 * @param document what the document is called in messages, usually its file name
 * @param line line number, counted from 1
 * @param column column number in characters, counted from 1
 */
public record Location(String document, int line, int column) {
    /**
     * Checks that line and column are positive.
     *
     * @param document what the document is called in messages, usually its file name
     * @param line line number, counted from 1
     * @param column column number in characters, counted from 1
     */
    public Location {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "line " + line + ", column " + column + " is no place in " + document + ", expected both >= 1");
        }
    }

    /** The place as {@code document:line:column}. */
    @Override
    public String toString() {
        return document + ":" + line + ":" + column;
    }
}
