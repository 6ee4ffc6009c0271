package emiss.api.experiment;

/** How close a data set is to what the experiment itself would fit. */
public enum Quality {
    /** The likelihood that the collaboration published. */
    PUBLISHED_LIKELIHOOD("published likelihood"),
    /** A likelihood built here from published counts, efficiencies and uncertainties. */
    PUBLISHED_COUNTS("published counts"),
    /** A Gaussian inferred from a published limit or branching fraction. */
    INFERRED_GAUSSIAN("inferred Gaussian"),
    /** A user's own numbers, or an illustration; not a published measurement. */
    UNPUBLISHED("unpublished");

    private final String text;

    Quality(String text) {
        this.text = text;
    }

    /** {@return the quality in words, as used in files and reports} */
    public String text() {
        return text;
    }
}
