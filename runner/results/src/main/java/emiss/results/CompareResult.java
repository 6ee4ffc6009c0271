package emiss.results;

import java.util.ArrayList;
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
        return separation == null
                ? List.of(table())
                : List.of(
                        table(),
                        Table.rows(separation)
                                .key("data", Separation::data)
                                .key("hypothesis", Separation::hypothesis)
                                .column("sigma", Separation::sigma)
                                .build(
                                        "separation",
                                        "Expected separation of the fitted hypothesis from the one that the data are made of"));
    }

    @Override
    public Table table() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < ranking.size(); i++) {
            RankEntry entry = ranking.get(i);
            int rank = i + 1;
            List<CouplingPart> parts = CouplingPart.of(entry.couplings(), entry.couplingIntervals68());
            parts.forEach(part -> lines.add(new Line(rank, entry, part)));
            if (parts.isEmpty()) {
                lines.add(new Line(rank, entry, null));
            }
        }
        return Table.rows(lines)
                .key("rank", Line::rank)
                .column("study", line -> line.entry.study())
                .column("hypothesis", line -> line.entry.hypothesis())
                .column("mass[GeV]", line -> line.entry.mass())
                .column("mass_low68[GeV]", line -> line.mass().low())
                .column("mass_high68[GeV]", line -> line.mass().high())
                .column("t", line -> line.entry.t())
                .column("parameters", line -> line.entry.parameters())
                .column("significance", line -> line.entry.significance())
                .column("significanceMassFloated", line -> line.entry.significanceMassFloated())
                .key("coupling", line -> line.coupling == null ? null : line.coupling.name())
                .column("value", line -> line.coupling == null ? null : line.coupling.value())
                .column("value_low68", line -> line.ends().low())
                .column("value_high68", line -> line.ends().high())
                .build();
    }

    /** A hypothesis with one of its couplings; without one if it has none. */
    private record Line(int rank, RankEntry entry, @Nullable CouplingPart coupling) {
        Interval mass() {
            return entry.massInterval68() == null ? Interval.OPEN : entry.massInterval68();
        }

        Interval ends() {
            return coupling == null ? Interval.OPEN : coupling.interval68();
        }
    }
}
