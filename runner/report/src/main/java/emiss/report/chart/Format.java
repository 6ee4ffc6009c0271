package emiss.report.chart;

/** File formats of figures. */
public enum Format {
    /** Scalable Vector Graphics. */
    SVG("svg"),
    /** Portable Document Format, scalable too. */
    PDF("pdf"),
    /** Pixels, 300 per inch. */
    PNG("png");

    private final String extension;

    Format(String extension) {
        this.extension = extension;
    }

    /** {@return the end of names of files, without the dot} */
    public String extension() {
        return extension;
    }
}
