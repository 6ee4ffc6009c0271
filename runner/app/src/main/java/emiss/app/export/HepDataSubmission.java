package emiss.app.export;

import static emiss.data.document.JsonPrinter.object;

import emiss.results.StudyResult;
import emiss.results.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The tables of a study as a HEPData submission: {@code submission.yaml} with one data file a table. Numbers with ends of
 * intervals become values with asymmetric errors, low and high edges become bins.
 */
final class HepDataSubmission {
    private static final YAMLMapper YAML =
            YAMLMapper.builder().disable(YAMLWriteFeature.SPLIT_LINES).build();
    private static final String MISSING = "-";
    private static final int LONGEST_NAME = 64;

    private final StudyResult study;
    private final String title;
    private final List<Map<String, @Nullable Object>> qualifiers = new ArrayList<>();

    /**
     * @param study the study, which has a result
     * @param title title of the run
     */
    HepDataSubmission(StudyResult study, String title) {
        this.study = study;
        this.title = title;
        if (!study.settings().experiments().isEmpty()) {
            qualify("Data sets", String.join(", ", study.settings().experiments()));
        }
        study.settings().scenario().ifPresent(id -> qualify("Scenario", id));
        study.settings().number("lambda").ifPresent(scale -> qualify("Lambda[GeV]", scale));
        study.settings().number("mass").ifPresent(mass -> qualify("Mass[GeV]", mass));
        study.settings().number("level").ifPresent(level -> qualify("Confidence level", level));
        study.settings().text("method").ifPresent(method -> qualify("Method", method));
    }

    private void qualify(String name, Object value) {
        Map<String, @Nullable Object> qualifier = header(name);
        qualifier.put("value", value);
        qualifiers.add(qualifier);
    }

    /**
     * The files by name.
     *
     * @param likelihood the workspace of what the study fits, which HEPData calls a resource of type HistFactory
     */
    Map<String, String> files(List<Table> tables, Optional<String> likelihood) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("comment", "Results of Emiss. " + title);
        String workspace = study.id() + ".pyhf.json";
        if (likelihood.isPresent()) {
            Map<String, @Nullable Object> resource = new LinkedHashMap<>();
            resource.put("location", workspace);
            resource.put("description", "The likelihood of study " + study.id() + " as a pyhf workspace");
            resource.put("type", "HistFactory");
            about.put("additional_resources", List.of(resource));
        }
        StringBuilder submission = new StringBuilder(YAML.writeValueAsString(about));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("submission.yaml", "");
        for (Table table : tables) {
            if (!table.rows().isEmpty()) {
                String suffix = table.part().isEmpty() ? "" : "-" + table.part();
                String file = study.id() + suffix + ".yaml";
                submission.append(YAML.writeValueAsString(entry(table, suffix, file)));
                files.put(file, YAML.writeValueAsString(data(table)));
            }
        }
        files.put("submission.yaml", submission.toString());
        likelihood.ifPresent(text -> files.put(workspace, text));
        return files;
    }

    private Map<String, @Nullable Object> entry(Table table, String suffix, String file) {
        String id = study.id();
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("name", id.substring(0, Math.min(id.length(), LONGEST_NAME - suffix.length())) + suffix);
        entry.put(
                "description",
                title + ": study " + id + ". " + (table.description().isEmpty() ? study.type() : table.description()));
        entry.put(
                "keywords",
                List.of(object("name", "phrases", "values", List.of("new invisible particles", "b -> s nu nubar"))));
        entry.put("data_file", file);
        return entry;
    }

    private Map<String, @Nullable Object> data(Table table) {
        Set<String> shown = new HashSet<>(table.independent());
        List<Map<String, @Nullable Object>> independent = new ArrayList<>();
        for (String column : table.independent()) {
            independent.add(variable(column, List.of(), values(table, column)));
        }
        boolean isBinned = table.columns().contains("low")
                && table.columns().contains("high")
                && !table.columns().contains("value");
        if (isBinned) {
            List<Map<String, @Nullable Object>> edges = new ArrayList<>();
            for (int row = 0; row < table.rows().size(); row++) {
                edges.add(object("low", scalar(cell(table, row, "low")), "high", scalar(cell(table, row, "high"))));
            }
            independent.add(variable("bin", List.of(), edges));
            shown.addAll(List.of("low", "high"));
        }
        for (String column : table.columns()) {
            for (String level : List.of("68", "95")) {
                shown.addAll(ends(table, column, level));
            }
        }
        List<Map<String, @Nullable Object>> dependent = new ArrayList<>();
        for (String column : table.columns()) {
            boolean isEmpty = table.rows().stream()
                    .allMatch(row -> row.get(table.columns().indexOf(column)) == null);
            if (!shown.contains(column) && !(isEmpty && table.columns().size() > 2)) {
                dependent.add(variable(column, qualifiers, values(table, column)));
            }
        }
        return object("independent_variables", independent, "dependent_variables", dependent);
    }

    private static Map<String, @Nullable Object> variable(
            String column, List<Map<String, @Nullable Object>> qualifiers, List<Map<String, @Nullable Object>> values) {
        Map<String, @Nullable Object> variable = new LinkedHashMap<>();
        variable.put("header", header(column));
        if (!qualifiers.isEmpty()) {
            variable.put("qualifiers", qualifiers);
        }
        variable.put("values", values);
        return variable;
    }

    private static List<Map<String, @Nullable Object>> values(Table table, String column) {
        List<Map<String, @Nullable Object>> values = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            Map<String, @Nullable Object> value = new LinkedHashMap<>();
            value.put("value", scalar(cell(table, row, column)));
            List<Map<String, @Nullable Object>> errors = new ArrayList<>();
            error(table, row, column, "68", "1 sigma", errors);
            error(table, row, column, "95", "2 sigma", errors);
            if (!errors.isEmpty()) {
                value.put("errors", errors);
            }
            values.add(value);
        }
        return values;
    }

    /** An end that is not there leaves the value without errors, because HEPData needs both. */
    private static void error(
            Table table,
            int row,
            String column,
            String level,
            String label,
            List<Map<String, @Nullable Object>> errors) {
        List<String> ends = ends(table, column, level);
        if (ends.isEmpty()
                || !(cell(table, row, column) instanceof Number centre)
                || !(cell(table, row, ends.get(0)) instanceof Number low)
                || !(cell(table, row, ends.get(1)) instanceof Number high)) {
            return;
        }
        Map<String, @Nullable Object> sides = object(
                "minus", low.doubleValue() - centre.doubleValue(), "plus", high.doubleValue() - centre.doubleValue());
        errors.add(object("label", label, "asymerror", sides));
    }

    /** The columns with the ends of the interval of another column; none if there are none. */
    private static List<String> ends(Table table, String column, String level) {
        int bracket = bracket(column) > 0 ? bracket(column) : column.length();
        List<List<String>> candidates = new ArrayList<>();
        candidates.add(List.of(
                column.substring(0, bracket) + "_low" + level + column.substring(bracket),
                column.substring(0, bracket) + "_high" + level + column.substring(bracket)));
        if (column.equals("value") && level.equals("68")) {
            candidates.add(List.of("low68", "high68"));
            candidates.add(List.of("low", "high"));
        }
        return candidates.stream()
                .filter(ends -> table.columns().containsAll(ends))
                .findFirst()
                .orElse(List.of());
    }

    private static @Nullable Object cell(Table table, int row, String column) {
        return table.rows().get(row).get(table.columns().indexOf(column));
    }

    private static Object scalar(@Nullable Object cell) {
        return cell == null ? MISSING : cell;
    }

    private static int bracket(String column) {
        return column.endsWith("]") ? column.lastIndexOf('[') : -1;
    }

    private static Map<String, @Nullable Object> header(String column) {
        int bracket = bracket(column);
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("name", bracket > 0 ? column.substring(0, bracket) : column);
        if (bracket > 0) {
            header.put("units", column.substring(bracket + 1, column.length() - 1));
        }
        return header;
    }
}
