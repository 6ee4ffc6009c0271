package emiss.app.study;

import emiss.app.config.StudyDecoder;
import emiss.app.result.Table;
import emiss.app.result.Words;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ranks the hypotheses of earlier studies by how much better than the Standard Model they describe the data.
 *
 * @param of ids of the studies
 */
public record CompareStudy(List<String> of) implements Study {
    private static final String TYPE = "compare";

    @Override
    public String type() {
        return TYPE;
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
        ranking.sort(Comparator.comparingDouble(RankEntry::significance)
                .reversed()
                .thenComparingDouble(RankEntry::t)
                .thenComparing(RankEntry::study));
        return new Outcome(new Result(ranking), problems);
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
                    + Words.fixed(best.significance(), 1) + " sigma";
        }

        @Override
        public Table table() {
            Table.Builder table = Table.of(List.of(
                    "rank",
                    "study",
                    "hypothesis",
                    "mass[GeV]",
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
                        Words.text(entry.couplings()),
                        entry.t(),
                        entry.parameters(),
                        entry.significance(),
                        entry.significanceMassFloated()));
            }
            return table.build();
        }
    }

    /** The type {@code compare}. */
    public static final class Type implements StudyType {
        /** Creates the type. */
        @Inject
        public Type() {}

        @Override
        public String name() {
            return TYPE;
        }

        @Override
        public String answers() {
            return "which hypothesis of earlier studies describes the data best";
        }

        @Override
        public Optional<Study> decode(StudyDecoder decoder) {
            return Optional.of(new CompareStudy(decoder.earlierStudies()));
        }
    }
}
