package emiss.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
                "t",
                "parameters",
                "significance",
                "significanceMassFloated",
                "coupling",
                "value",
                "value_low68",
                "value_high68"));
        for (int i = 0; i < ranking.size(); i++) {
            RankEntry entry = ranking.get(i);
            Interval mass = entry.massInterval68() == null ? Interval.OPEN : entry.massInterval68();
            List<@Nullable Object> hypothesis = Arrays.asList(
                    i + 1,
                    entry.study(),
                    entry.hypothesis(),
                    entry.mass(),
                    mass.low(),
                    mass.high(),
                    entry.t(),
                    entry.parameters(),
                    entry.significance(),
                    entry.significanceMassFloated());
            List<List<@Nullable Object>> couplings = couplings(entry);
            (couplings.isEmpty() ? List.of(Arrays.<@Nullable Object>asList(null, null, null, null)) : couplings)
                    .forEach(coupling -> {
                        List<@Nullable Object> row = new ArrayList<>(hypothesis);
                        row.addAll(coupling);
                        table.row(row);
                    });
        }
        return table.independent("rank", "coupling").build();
    }

    /** A name, a value and the ends of its interval for every real number among the couplings. */
    private static List<List<@Nullable Object>> couplings(RankEntry entry) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        CouplingPart.of(entry.couplings(), entry.couplingIntervals68())
                .forEach(part -> rows.add(Arrays.asList(
                        part.name(),
                        part.value(),
                        part.interval68().low(),
                        part.interval68().high())));
        return rows;
    }
}
