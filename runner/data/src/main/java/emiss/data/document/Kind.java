package emiss.data.document;

/** The kind of a value in a document. */
public enum Kind {
    /** Named fields. */
    OBJECT("an object"),
    /** A list of items. */
    ARRAY("a list"),
    /** A text. */
    STRING("a string"),
    /** A number. */
    NUMBER("a number"),
    /** True or false. */
    BOOLEAN("true or false"),
    /** Nothing. */
    NULL("null");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** {@return the kind in words, for example {@code a string}} */
    public String text() {
        return text;
    }
}
