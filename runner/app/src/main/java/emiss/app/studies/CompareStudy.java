package emiss.app.studies;

import emiss.app.study.Computation;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Outcome;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyType;
import emiss.results.CompareResult;
import emiss.results.RankEntry;
import emiss.results.Ranked;
import emiss.results.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Ranks the hypotheses of earlier studies by how much better than the Standard Model they describe the data; and says how well data
 * would tell them apart.
 *
 * @param of ids of the studies
 * @param expected whether the separation of each from each on Asimov data is wanted
 * @param hasData whether it has data sets of its own, whose Asimov data these are; else they are those of the studies
 */
public record CompareStudy(List<String> of, boolean expected, boolean hasData) implements Study {
    private static final Field OF = Field.required("of", Kind.NAMES, "ids of earlier studies");
    private static final Field EXPECTED = Field.of(
            "expected",
            Kind.FLAG,
            false,
            "whether the separation of each hypothesis from each and from the Standard Model is found too, on Asimov data of the data"
                    + " sets of this study");

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            CompareResult.TYPE,
            "which hypothesis of earlier studies describes the data best",
            List.of(OF, EXPECTED),
            decoder -> Optional.of(new CompareStudy(
                    decoder.earlierStudies(OF),
                    decoder.flag(EXPECTED),
                    !decoder.datasets().isEmpty())));

    /** Values of t (and significances) that are closer than this are a tie: fits are no better. */
    private static final double TIE = 1e-6;

    @Override
    public Computation<?> begin(StudyContext context) {
        return Computation.whole(() -> compute(context));
    }

    private Outcome compute(StudyContext context) {
        List<RankEntry> ranking = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String id : of) {
            Optional<Result> result = context.earlier(id);
            Optional<RankEntry> entry =
                    result.filter(Ranked.class::isInstance).flatMap(ranked -> ((Ranked) ranked).rankEntry(id));
            entry.ifPresentOrElse(
                    ranking::add,
                    () -> problems.add("study " + id + " is not ranked: "
                            + (result.isEmpty() ? "it failed" : "it has no best point")));
        }
        return new Outcome(
                new CompareResult(
                        ranked(ranking), expected ? new Separations(context, hasData).of(of, problems) : null),
                problems);
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
}
