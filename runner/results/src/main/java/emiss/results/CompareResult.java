package emiss.results;

import emiss.api.scenario.Complex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ranking of hypotheses, best first.
 *
 * @param ranking hypotheses by falling local significance
 */
public record CompareResult(List<RankEntry> ranking) implements Result {
    /** The type of these results. */
    public static final ResultType<CompareResult> TYPE = new ResultType<>("compare", CompareResult.class);

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
