package emiss.data.document;

/** Numbers of things in words. */
public final class Counted {
    private Counted() {}

    /**
     * {@return for example {@code 1 bin} or {@code 3 bins}}
     *
     * @param count how many
     * @param noun what, in the singular; its plural has an s more
     */
    public static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    /**
     * {@return for example {@code 1 study} or {@code 3 studies}}
     *
     * @param count how many
     * @param noun what, in the singular
     * @param plural what, in the plural
     */
    public static String of(long count, String noun, String plural) {
        return count + " " + (count == 1 ? noun : plural);
    }
}
