package emiss.app.study;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One hypothesis in a ranking.
 *
 * @param study id of the study that found it
 * @param hypothesis scenario id, or {@code rescaled SM}
 * @param mass best mass [GeV]; null if the hypothesis has none
 * @param couplings best couplings (or mu), each a number or [re, im]; empty without sensitivity
 * @param t -2 ln(L/L_SM) at the best point
 * @param parameters number of free parameters, the mass not counted
 * @param significance local significance in standard deviations, from {@code t} and {@code parameters}
 * @param significanceMassFloated the same with the mass counted as a parameter; null if the mass was fixed or absent
 */
public record RankEntry(
        String study,
        String hypothesis,
        @Nullable Double mass,
        Map<String, Object> couplings,
        double t,
        int parameters,
        double significance,
        @Nullable Double significanceMassFloated) {}
