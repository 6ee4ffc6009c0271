package emiss.app.study;

/** A result that says how much better than the Standard Model its hypothesis describes the data. */
public interface Ranked {
    /** The entry of this result in a ranking; {@code study} is the id of the study. */
    RankEntry rankEntry(String study);
}
