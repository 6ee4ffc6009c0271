package emiss.results;

import emiss.api.scenario.Complex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ranking of hypotheses, best first.
 *
 * @param ranking hypotheses by falling local significance
 * @param separation how well data would tell the hypotheses apart; null where that was not asked for
 */
public record CompareResult(
        List<RankEntry> ranking, @Nullable List<Separation> separation) implements Result {
    /** The type of these results. */
    public static final ResultType<CompareResult> TYPE = new ResultType<>("compare", CompareResult.class);

    /**
     * The expected separation of a hypothesis from the one that is true.
     *
     * @param data id of the study whose hypothesis the Asimov data are made of
     * @param hypothesis id of the study whose hypothesis is fitted to them, its masses fixed; {@link #STANDARD_MODEL} for the
     *     Standard Model
     * @param sigma square root of the -2 ln L of that fit [standard deviations]; null if the fit failed
     */
    public record Separation(
            String data, String hypothesis, @Nullable Double sigma) {}

    /** What the Standard Model is called among the hypotheses. */
    public static final String STANDARD_MODEL = "sm";

    @Override
    public List<Table> tables() {
        if (separation == null) {
            return List.of(table());
        }
        Table.Builder table = Table.of(List.of("data", "hypothesis", "sigma"))
                .independent("data", "hypothesis")
                .part("separation")
                .description("Expected separation of the fitted hypothesis from the one that the data are made of");
        separation.forEach(found -> table.row(Arrays.asList(found.data, found.hypothesis, found.sigma)));
        return List.of(table(), table.build());
    }

    @Override
    public Table table() {
        Table.Builder table = Table.of(List.of(
                "rank",
                "study",
                "hypothesis",
                "mass[GeV]",
                "mass_low68[GeV]",
                "mass_high68[GeV]",
                "couplings",
                "t",
                "parameters",
                "significance",
                "significanceMassFloated"));
        for (int i = 0; i < ranking.size(); i++) {
            RankEntry entry = ranking.get(i);
            Interval mass = entry.massInterval68() == null ? Interval.OPEN : entry.massInterval68();
            table.row(Arrays.asList(
                    i + 1,
                    entry.study(),
                    entry.hypothesis(),
                    entry.mass(),
                    mass.low(),
                    mass.high(),
                    couplings(entry.couplings()),
                    entry.t(),
                    entry.parameters(),
                    entry.significance(),
                    entry.significanceMassFloated()));
        }
        return table.build();
    }

    /** With all digits, for example {@code fVV = 1.7871, fVA = 0.3}. */
    private static String couplings(Map<String, Complex> couplings) {
        return couplings.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + Records.tree(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
