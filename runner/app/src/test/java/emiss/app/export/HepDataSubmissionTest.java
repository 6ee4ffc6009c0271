package emiss.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import emiss.results.Result;
import emiss.results.ResultsReader;
import emiss.results.StudyResult;
import emiss.results.Table;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Tables of planes, and of limits with bands, from results as a run writes them. */
class HepDataSubmissionTest {
    private static final String PLANE = """
            {"id": "plane", "type": "coupling-plane", "status": "ok", "reasons": [],
             "settings": {"experiments": ["belle2-ita", "aleph-bs"], "scenario": "dirac-pair", "lambda": 10000.0, "mass": 0.6},
             "scenario": "dirac-pair", "directions": [], "mass": 0.6, "x": {"coupling": "fVV", "values": [0, 1]}, "y": {"coupling": "fAA", "values": [0, 2]},
             "t": [[0, -1.5], [0.5, null]],
             "best": [{"couplings": {"fVV": 1.6, "fAA": 0.2}, "t": -11.5}, {"couplings": {"fVV": -1.6, "fAA": 0.2}, "t": -11.5}],
             "contours": {
               "combined": {"1": [[[0, 0], [1, 0], [0, 0]]], "2": [[[0, 0], [1, 2], [0, 0]], [[3, 3], [4, 4], [3, 3]]]},
               "groups": {"aleph-bs": {"1": [[[0, 9], [1, 9], [0, 9]]]}}},
             "limits": [
               {"coupling": "fAA", "radial": null, "others": "zero", "experiments": ["aleph-bs"], "level": 0.9, "value": 2.34},
               {"coupling": null, "radial": ["fVV", "fAA"], "others": "profile", "experiments": ["belle2-ita", "aleph-bs"],
                "level": 0.95, "value": null}]}
            """;

    private static final String LIMITS = """
            {"id": "bound", "type": "upper-limit", "status": "ok", "reasons": [],
             "settings": {"experiments": ["belle2-ita"], "scenario": "vector", "lambda": 10000.0, "method": "cls", "level": 0.9},
             "scenario": "vector",
             "quantity": "B(B+->K+)", "level": 0.9,
             "points": [
               {"mass": 1, "observed": 5e-6,
                "expected": {"minus2": 1e-6, "minus1": 2e-6, "median": 3e-6, "plus1": 4.5e-6, "plus2": 7e-6}},
               {"mass": 2, "observed": null, "expected": null}]}
            """;

    private static StudyResult study(String study) {
        String run = "{\"version\": \"emiss-results/1\", \"title\": \"A title\", \"configHash\": \"\", \"seed\": 1,"
                + " \"elapsedSeconds\": 0, \"plugins\": [], \"inputs\": [], \"figures\": [], \"quoted\": [], \"studies\": ["
                + study + "]}";
        return new ResultsReader().read("results", content(run)).studies().get(0);
    }

    private static List<Table> tables(String study) {
        return study(study).result(Result.class).orElseThrow().tables();
    }

    private static Map<String, String> files(String study) {
        return new HepDataSubmission(study(study), "A title").files(tables(study), Optional.empty());
    }

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final String GRID = "fVV,fAA,t\n0.0,0.0,0.0\n1.0,0.0,-1.5\n0.0,2.0,0.5\n1.0,2.0,\n";

    @Test
    void aPlaneHasItsGridContoursBestPointsAndLimits() {
        Map<String, String> csv = tables(PLANE).stream().collect(Collectors.toMap(Table::part, Table::csv));

        assertThat(csv)
                .hasSize(4)
                .containsEntry("", GRID)
                .containsEntry("best", "minimum,fVV,fAA,t\n1,1.6,0.2,-11.5\n2,-1.6,0.2,-11.5\n")
                .containsEntry("limits", """
                        limited,others,data,level,limit
                        |fAA|,zero,aleph-bs,0.9,2.34
                        "radius of (fVV, fAA)",profile,"belle2-ita, aleph-bs",0.95,
                        """)
                .containsEntry("contours", """
                        data,sigma,outline,point,fVV,fAA
                        combined,1,1,1,0.0,0.0
                        combined,1,1,2,1.0,0.0
                        combined,1,1,3,0.0,0.0
                        combined,2,1,1,0.0,0.0
                        combined,2,1,2,1.0,2.0
                        combined,2,1,3,0.0,0.0
                        combined,2,2,1,3.0,3.0
                        combined,2,2,2,4.0,4.0
                        combined,2,2,3,3.0,3.0
                        aleph-bs,1,1,1,0.0,9.0
                        aleph-bs,1,1,2,1.0,9.0
                        aleph-bs,1,1,3,0.0,9.0
                        """);
    }

    @Test
    void aPlaneIsFourTablesOfOneSubmission() {
        Map<String, String> files = files(PLANE);

        assertThat(files.keySet())
                .containsExactly(
                        "submission.yaml", "plane.yaml", "plane-contours.yaml", "plane-best.yaml", "plane-limits.yaml");
        assertThat(files.get("submission.yaml").split("\n---\n"))
                .hasSize(5)
                .allMatch(document -> document.contains("comment: ")
                        || document.contains("data_file: ") && document.contains("keywords:"));
        Node limits = yaml(files.get("plane-limits.yaml"));
        assertThat(names(limits, "independent_variables")).containsExactly("limited", "others", "data", "level");
        assertThat(names(limits, "dependent_variables")).containsExactly("limit");
        Node limit = limits.fields().get("dependent_variables").items().get(0);
        assertThat(limit.fields().get("values").items())
                .extracting(value -> value.fields().get("value").text())
                .containsExactly("2.34", "-");
        assertThat(limit.fields().get("qualifiers").items())
                .extracting(qualifier -> qualifier.fields().get("name").text() + " = "
                        + qualifier.fields().get("value").text())
                .containsExactly(
                        "Data sets = belle2-ita, aleph-bs", "Scenario = dirac-pair", "Lambda = 10000.0", "Mass = 0.6");
        Node contours = yaml(files.get("plane-contours.yaml"));
        assertThat(names(contours, "dependent_variables")).containsExactly("fVV", "fAA");
        for (String kind : List.of("independent_variables", "dependent_variables")) {
            assertThat(contours.fields().get(kind).items())
                    .allSatisfy(variable ->
                            assertThat(variable.fields().get("values").items()).hasSize(12));
        }
    }

    @Test
    void aLikelihoodIsAResourceOfTypeHistFactory() {
        Map<String, String> files =
                new HepDataSubmission(study(LIMITS), "A title").files(tables(LIMITS), Optional.of("{}"));

        assertThat(files).containsEntry("bound.pyhf.json", "{}");
        Node resource = yaml(files.get("submission.yaml").split("\n---\n")[0])
                .fields()
                .get("additional_resources")
                .items()
                .get(0);
        assertThat(resource.fields().get("location").text()).isEqualTo("bound.pyhf.json");
        assertThat(resource.fields().get("type").text()).isEqualTo("HistFactory");
    }

    @Test
    void bandsAreErrorsOfTheExpectedLimit() {
        List<Table> tables = tables(LIMITS);
        Node data = yaml(files(LIMITS).get("bound.yaml"));

        assertThat(names(data, "independent_variables")).containsExactly("mass");
        assertThat(names(data, "dependent_variables")).containsExactly("observed B(B+->K+)", "expected B(B+->K+)");
        List<Node> expected = data.fields()
                .get("dependent_variables")
                .items()
                .get(1)
                .fields()
                .get("values")
                .items();
        assertThat(expected.get(0).fields().get("value").number()).isEqualTo(3e-6);
        assertThat(expected.get(0).fields().get("errors").items())
                .extracting(error -> error.fields().get("label").text())
                .containsExactly("1 sigma", "2 sigma");
        assertThat(error(expected.get(0), 0, "minus")).isCloseTo(-1e-6, offset());
        assertThat(error(expected.get(0), 0, "plus")).isCloseTo(1.5e-6, offset());
        assertThat(error(expected.get(0), 1, "minus")).isCloseTo(-2e-6, offset());
        assertThat(error(expected.get(0), 1, "plus")).isCloseTo(4e-6, offset());
        assertThat(expected.get(1).fields()).containsOnlyKeys("value");
        assertThat(tables.get(0).csv()).startsWith("mass[GeV],observed B(B+->K+),expected B(B+->K+),");
    }

    @Test
    void limitsWithoutBandsAreTheTableOfTheStudy() {
        String csv = "mass[GeV],B(B+->K+)\n1.0,5.0E-6\n2.0,\n";
        String study = LIMITS.replaceAll("\"expected\": \\{[^}]*\\}", "\"expected\": null");

        assertThat(tables(study).get(0).csv()).isEqualTo(csv);
        Node limit = yaml(files(study).get("bound.yaml"))
                .fields()
                .get("dependent_variables")
                .items()
                .get(0);
        assertThat(limit.fields().get("qualifiers").items())
                .extracting(qualifier -> qualifier.fields().get("name").text() + " = "
                        + qualifier.fields().get("value").text())
                .contains("Confidence level = 0.9", "Method = cls");
    }

    private static Offset<Double> offset() {
        return Offset.offset(1e-18);
    }

    private static double error(Node value, int index, String side) {
        Node error = value.fields().get("errors").items().get(index);
        return error.fields().get("asymerror").fields().get(side).number();
    }

    private static List<String> names(Node data, String kind) {
        return data.fields().get(kind).items().stream()
                .map(variable ->
                        variable.fields().get("header").fields().get("name").text())
                .toList();
    }

    private static Node yaml(String text) {
        Problems problems = new Problems();
        Node root = Node.parse("data.yaml", content(text), Syntax.YAML, problems);
        problems.throwIfAny();
        return root;
    }
}
