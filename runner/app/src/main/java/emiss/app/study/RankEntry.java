package emiss.app.study;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One hypothesis in a ranking.
 *
 * @param study id of the study that found it
 * @param hypothesis scenario id, or {@code rescaled SM}
 * @param mass best mass [GeV]; null if the hypothesis has none
 * @param massInterval68 where t is within 1 of its minimum [GeV], an end null where open; null if the mass was fixed or absent
 * @param couplings best couplings (or mu), each a number or [re, im]; empty without sensitivity
 * @param couplingIntervals68 their 68 % intervals at the best mass, others profiled; an end is null where unbounded
 * @param t -2 ln(L/L_SM) at the best point
 * @param parameters number of free parameters, the mass not counted
 * @param significance local significance in standard deviations, from {@code t} and {@code parameters}
 * @param significanceMassFloated the same with the mass counted as a parameter; null if the mass was fixed or absent
 */
public record RankEntry(
        String study,
        String hypothesis,
        @Nullable Double mass,
        @Nullable List<@Nullable Double> massInterval68,
        Map<String, Object> couplings,
        Map<String, List<@Nullable Double>> couplingIntervals68,
        double t,
        int parameters,
        double significance,
        @Nullable Double significanceMassFloated) {}
