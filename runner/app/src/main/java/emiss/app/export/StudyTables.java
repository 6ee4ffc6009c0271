package emiss.app.export;

import emiss.app.result.Table;
import emiss.app.result.Words;
import emiss.report.result.Study;
import emiss.report.result.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables that hold what a study found: one for most types; for a plane also its contours, best points and limits; for
 * upper limits with the bands that were expected.
 */
final class StudyTables {
    private final Study study;
    private final Value result;
    private final Map<String, String> qualifiers = new LinkedHashMap<>();

    private StudyTables(Study study) {
        this.study = study;
        this.result = study.result();
        study.setting().optional("experiments").ifPresent(ids -> qualifiers.put("Data sets", joined(ids.texts())));
        study.setting().optional("scenario").ifPresent(id -> qualifiers.put("Scenario", id.text()));
        study.setting().optionalNumber("lambda").ifPresent(scale -> qualifiers.put("Lambda[GeV]", number(scale)));
    }

    /**
     * The tables of a study.
     *
     * @param csv the table that the study writes beside {@code results.json}
     */
    static List<StudyTable> of(Study study, String csv) {
        return new StudyTables(study).tables(csv);
    }

    private List<StudyTable> tables(String csv) {
        return switch (study.type()) {
            case "coupling-plane" -> plane(csv);
            case "upper-limit" -> List.of(limits(csv));
            default -> List.of(StudyTable.main(study.type(), csv, qualifiers));
        };
    }

    private List<StudyTable> plane(String csv) {
        qualifiers.put("Mass[GeV]", number(result.field("mass").number()));
        return List.of(
                StudyTable.main("t = -2 ln(L/L_SM) in the plane of two couplings", csv, qualifiers),
                contours(),
                best(),
                planeLimits());
    }

    private List<String> axes() {
        return List.of(result.at("/x/coupling").text(), result.at("/y/coupling").text());
    }

    private StudyTable contours() {
        List<String> columns = new ArrayList<>(List.of("data", "sigma", "outline", "point"));
        columns.addAll(axes());
        Table.Builder table = Table.of(columns);
        outlines(table, "combined", result.at("/contours/combined"));
        result.at("/contours/groups").fields().forEach((name, regions) -> outlines(table, name, regions));
        return StudyTable.of(
                "contours",
                "Closed outlines, point by point, of the regions in which t is less than 2.30, 6.18, 11.83 (1, 2, 3 sigma of"
                        + " two parameters) above its minimum",
                table.build(),
                4,
                qualifiers);
    }

    private static void outlines(Table.Builder table, String data, Value regions) {
        regions.fields().forEach((sigma, outlines) -> {
            List<Value> lines = outlines.items();
            for (int line = 0; line < lines.size(); line++) {
                List<Value> points = lines.get(line).items();
                for (int point = 0; point < points.size(); point++) {
                    List<Double> at = points.get(point).numbers();
                    table.row(List.of(data, sigma, line + 1, point + 1, at.get(0), at.get(1)));
                }
            }
        });
    }

    private StudyTable best() {
        List<Value> best = result.field("best").items();
        Set<String> names = new LinkedHashSet<>(axes());
        best.forEach(point -> names.addAll(point.field("couplings").fields().keySet()));
        List<String> columns = new ArrayList<>(List.of("minimum"));
        columns.addAll(names);
        columns.add("t");
        Table.Builder table = Table.of(columns);
        for (int i = 0; i < best.size(); i++) {
            List<@Nullable Object> row = new ArrayList<>(List.of(i + 1));
            for (String name : names) {
                row.add(best.get(i).field("couplings").field(name).number());
            }
            row.add(best.get(i).field("t").number());
            table.row(row);
        }
        return StudyTable.of("best", "Best points, all that are degenerate", table.build(), 1, qualifiers);
    }

    private StudyTable planeLimits() {
        Table.Builder table = Table.of(List.of("limited", "others", "data", "level", "limit"));
        for (Value limit : result.field("limits").items()) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(limit.optional("coupling")
                    .map(coupling -> "|" + coupling.text() + "|")
                    .orElseGet(
                            () -> "radius of (" + joined(limit.field("radial").texts()) + ")"));
            row.add(limit.field("others").text());
            row.add(joined(limit.field("experiments").texts()));
            row.add(limit.field("level").number());
            row.add(optional(limit, "value"));
            table.row(row);
        }
        return StudyTable.of(
                "limits", "Largest absolute values that are allowed, two-sided limits", table.build(), 4, qualifiers);
    }

    private StudyTable limits(String csv) {
        String quantity = result.field("quantity").text();
        qualifiers.put("Confidence level", number(result.field("level").number()));
        study.setting().optional("method").ifPresent(method -> qualifiers.put("Method", method.text()));
        String description = "Upper limits on " + quantity;
        List<Value> points = result.field("points").items();
        if (points.stream().allMatch(point -> point.optional("expected").isEmpty())) {
            return StudyTable.main(description, csv, qualifiers);
        }
        Table.Builder table = Table.of(List.of(
                "mass[GeV]",
                "observed " + quantity,
                "expected " + quantity,
                "expected " + quantity + "_low68",
                "expected " + quantity + "_high68",
                "expected " + quantity + "_low95",
                "expected " + quantity + "_high95"));
        for (Value point : points) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(point.field("mass").number());
            row.add(optional(point, "observed"));
            for (String quantile : List.of("median", "minus1", "plus1", "minus2", "plus2")) {
                row.add(point.optional("expected")
                        .map(expected -> optional(expected, quantile))
                        .orElse(null));
            }
            table.row(row);
        }
        return StudyTable.of(
                "",
                description + ", observed, and expected without new particles (median; 1 and 2 sigma)",
                table.build(),
                1,
                qualifiers);
    }

    private static @Nullable Double optional(Value value, String key) {
        return value.optional(key).map(Value::number).orElse(null);
    }

    private static String number(double value) {
        return Words.setting(value);
    }

    private static String joined(List<String> names) {
        return String.join(", ", names);
    }
}
