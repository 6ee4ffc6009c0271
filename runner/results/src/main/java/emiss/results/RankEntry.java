package emiss.results;

import emiss.api.scenario.Complex;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One hypothesis in a ranking.
 *
 * @param study id of the study that found it
 * @param hypothesis scenario id, or {@link #RESCALED_SM}
 * @param mass best mass [GeV]; null if the hypothesis has none
 * @param massInterval68 where t is within 1 of its minimum [GeV]; null if the mass was fixed or absent
 * @param couplings best couplings (or mu); empty without sensitivity
 * @param couplingIntervals68 their 68 % intervals at the best mass, others profiled
 * @param t -2 ln(L/L_SM) at the best point
 * @param parameters number of free parameters, the mass not counted
 * @param significance local significance in standard deviations, from {@code t} and {@code parameters}
 * @param significanceMassFloated the same with the mass counted as a parameter; null if the mass was fixed or absent
 */
public record RankEntry(
        String study,
        String hypothesis,
        @Nullable Double mass,
        @Nullable Interval massInterval68,
        Map<String, Complex> couplings,
        Map<String, Interval> couplingIntervals68,
        double t,
        int parameters,
        double significance,
        @Nullable Double significanceMassFloated) {
    /** The hypothesis of a Standard Model with another normalisation. */
    public static final String RESCALED_SM = "rescaled SM";

    /** {@return whether this is the Standard Model with another normalisation} */
    public boolean isRescaledSm() {
        return hypothesis.equals(RESCALED_SM);
    }
}
