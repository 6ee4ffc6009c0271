package emiss.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What stands at a place of a result, in words. */
final class PlaceWords {
    private static final Pattern CASE = Pattern.compile("(?<=[a-z])(?=[A-Z0-9])");
    private static final Map<String, String> NAMES = Map.of(
            "branchingFractions", "branching fraction",
            "couplings", "coupling",
            "pulls", "pull",
            "constraints", "post-fit width",
            "t", "t",
            "minus2LnL", "-2 ln L");

    private PlaceWords() {}

    /**
     * The words for a path such as {@code best/couplingIntervals68/hV/0}: {@code best coupling interval 68 %, hV, lower end}.
     *
     * @param path names joined by slashes; a star stands for the positions of a list
     */
    static String of(String path) {
        List<String> parts = new ArrayList<>(List.of(path.split("/")));
        boolean isInterval = path.contains("nterval");
        int last = parts.size() - 1;
        if (isInterval && parts.get(last).matches("[01]")) {
            parts.set(last, parts.get(last).equals("0") ? "lower end" : "upper end");
        }
        boolean isList = parts.remove("*");
        parts.removeIf("*"::equals);
        if (isList && parts.size() > 1) {
            return words(parts.subList(1, parts.size())) + " of " + name(parts.get(0));
        }
        return words(parts);
    }

    private static String words(List<String> parts) {
        return String.join(", ", parts.stream().map(PlaceWords::name).toList()).replaceFirst("^best, ", "best ");
    }

    private static String name(String part) {
        if (NAMES.containsKey(part)) {
            return NAMES.get(part);
        }
        // ids, couplings and nuisance parameters are names, not words
        return part.matches("[a-z]{3,}[A-Za-z]*(68|95)?")
                ? CASE.matcher(part)
                        .replaceAll(" ")
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("intervals? (68|95)$", "interval $1 %")
                : part;
    }
}
