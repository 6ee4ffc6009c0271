package emiss.app.studies;

import emiss.app.result.Table;
import emiss.app.result.Words;
import emiss.app.study.Outcome;
import emiss.app.study.Payload;
import emiss.app.study.RankEntry;
import emiss.app.study.Ranked;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ranks the hypotheses of earlier studies by how much better than the Standard Model they describe the data.
 *
 * @param of ids of the studies
 */
public record CompareStudy(List<String> of) implements Study {
    /** The type {@code compare}. */
    public static final StudyType TYPE = new StudyType(
            "compare", "which hypothesis of earlier studies describes the data best", CompareStudy::decode);

    /** Values of t (and significances) that are closer than this are a tie: fits are no better. */
    private static final double TIE = 1e-6;

    @Override
    public String type() {
        return TYPE.name();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("of", of);
    }

    @Override
    public Outcome run(StudyContext context) {
        List<RankEntry> ranking = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String id : of) {
            Payload payload = context.earlier().get(id);
            if (payload instanceof Ranked ranked) {
                ranking.add(ranked.rankEntry(id));
            } else {
                problems.add("study " + id + " is not ranked: "
                        + (payload == null ? "it failed" : "its type has no best point"));
            }
        }
        return new Outcome(new Result(ranked(ranking)), problems);
    }

    /** The entries by falling significance; those that differ by no more than rounding errors stay in their order. */
    static List<RankEntry> ranked(List<RankEntry> entries) {
        List<RankEntry> sorted = new ArrayList<>(entries);
        sorted.sort(
                Comparator.comparingDouble(RankEntry::significance).reversed().thenComparingDouble(RankEntry::t));
        for (int start = 0; start < sorted.size(); ) {
            int end = start + 1;
            while (end < sorted.size() && isTie(sorted.get(start), sorted.get(end))) {
                end++;
            }
            sorted.subList(start, end).sort(Comparator.comparingInt(entries::indexOf));
            start = end;
        }
        return sorted;
    }

    private static boolean isTie(RankEntry one, RankEntry other) {
        return Math.abs(one.t() - other.t()) <= TIE && Math.abs(one.significance() - other.significance()) <= TIE;
    }

    /**
     * The ranking, best first.
     *
     * @param ranking hypotheses by falling local significance
     */
    public record Result(List<RankEntry> ranking) implements Payload {
        @Override
        public String summary() {
            if (ranking.isEmpty()) {
                return "nothing to rank";
            }
            RankEntry best = ranking.get(0);
            return ranking.size() + " hypotheses; best: " + best.hypothesis() + ", "
                    + Words.sigmas(best.significance());
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
                table.row(Arrays.asList(
                        i + 1,
                        entry.study(),
                        entry.hypothesis(),
                        entry.mass(),
                        end(entry.massInterval68(), 0),
                        end(entry.massInterval68(), 1),
                        couplings(entry.couplings()),
                        entry.t(),
                        entry.parameters(),
                        entry.significance(),
                        entry.significanceMassFloated()));
            }
            return table.build();
        }

        private static @Nullable Double end(@Nullable List<@Nullable Double> interval, int side) {
            return interval == null ? null : interval.get(side);
        }

        /** With all digits, for example {@code fVV = 1.7871, fVA = 0.3}. */
        private static String couplings(Map<String, Object> couplings) {
            return couplings.entrySet().stream()
                    .map(entry -> entry.getKey() + " = " + entry.getValue())
                    .collect(Collectors.joining(", "));
        }
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        return Optional.of(new CompareStudy(decoder.earlierStudies()));
    }
}
