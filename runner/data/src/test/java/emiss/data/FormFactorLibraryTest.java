package emiss.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import emiss.api.decay.Daughter;
import emiss.api.decay.Expansion;
import emiss.api.decay.FormFactorTable;
import emiss.api.experiment.DataFormatException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FormFactorLibraryTest {
    private static final FormFactorLibrary LIBRARY = FormFactorLibrary.builtIn();

    private static final String CORRECT = """
            {
              "format": "emiss-form-factors/1",
              "id": "mine",
              "process": "B->K",
              "title": "A set of one's own",
              "provenance": {"citation": "nobody"},
              "parentMass": 5.279,
              "daughterMass": 0.492,
              "poleMasses": {"f+": 5.415, "f0": 5.63, "fT": 5.415},
              "parameters": ["f+_0", "f0_1", "fT_0"],
              "central": [0.33, 0.34, 0.32],
              "covariance": [
                [1e-4, 1e-5, 0],
                [1e-5, 4e-4, 0],
                [0, 0, 1e-4]
              ]
            }
            """;

    @Test
    void holdsTheSets() {
        assertThat(LIBRARY.tables())
                .extracting(FormFactorTable::id)
                .containsExactly(
                        "BK-GRvDV2023",
                        "BK-FLAG2021-fit",
                        "BK-HPQCD2022-fit",
                        "BK-FLAG2021+HPQCD2022-fit",
                        "BK-GKvD2018",
                        "BKst-GRvDV2023",
                        "BKst-GKvD2018",
                        "BKst-GKvD2018-arXivv1",
                        "BKst-BSZ2015",
                        "BKst-BSZ2015-LCSR",
                        "Bsphi-GRvDV2023",
                        "Bsphi-GvDV2020",
                        "Bsphi-BSZ2015",
                        "Bsphi-BSZ2015-LCSR",
                        "LbL-DM2016-total",
                        "LbL-DM2016",
                        "LbL-DM2016-HO");
        assertThat(LIBRARY.ids())
                .containsExactlyElementsOf(
                        LIBRARY.tables().stream().map(FormFactorTable::id).toList());
        assertThat(LIBRARY.defaults())
                .isEqualTo(Map.of(
                        "B->K",
                        "BK-GRvDV2023",
                        "B->K*",
                        "BKst-GRvDV2023",
                        "Bs->phi",
                        "Bsphi-GRvDV2023",
                        "Lambda_b->Lambda",
                        "LbL-DM2016-total"));
        assertThat(LIBRARY.table("BK-GRvDV2024")).isEmpty();
        assertThat(LIBRARY.table("BKst-GRvDV2023")).contains(LIBRARY.tables().get(5));
    }

    @Test
    void theIndexHasEverySetUnderItsIdAndProcess() {
        assertThat(LIBRARY.tables()).allSatisfy(table -> {
            assertThat(LIBRARY.ids(table.process())).contains(table.id());
            assertThat(LIBRARY.table(table.id())).contains(table);
        });
        assertThat(LIBRARY.ids()).doesNotHaveDuplicates();
        assertThat(LIBRARY.ids("B->K")).hasSize(5).first().isEqualTo("BK-GRvDV2023");
        assertThat(LIBRARY.ids("B->pi")).isEmpty();
    }

    @Test
    void anyProcessOfAKnownKindIsRead() {
        FormFactorTable table = read(CORRECT.replace("B->K", "Bs->eta"));
        assertThat(table.process()).isEqualTo("Bs->eta");
        assertThat(table.daughter()).contains(Daughter.PSEUDOSCALAR);
        assertThat(LIBRARY.table("BKst-GRvDV2023").orElseThrow().daughter()).contains(Daughter.VECTOR);
    }

    @Test
    void everySetHasTheParametersOfItsProcess() {
        for (FormFactorTable table : LIBRARY.tables()) {
            List<String> parameters = switch (table.process()) {
                case "B->K" -> List.of("f+_0", "f+_1", "f+_2", "f0_1", "f0_2", "fT_0", "fT_1", "fT_2");
                case "B->K*", "Bs->phi" ->
                    List.of(
                            "A0_0", "A0_1", "A0_2", "A1_0", "A1_1", "A1_2", "A12_1", "A12_2", "V_0", "V_1", "V_2",
                            "T1_0", "T1_1", "T1_2", "T2_1", "T2_2", "T23_0", "T23_1", "T23_2");
                default -> {
                    List<String> names = new ArrayList<>();
                    int orders = table.id().equals("LbL-DM2016") ? 2 : 3;
                    for (String formFactor : Daughter.BARYON.formFactors()) {
                        for (int k = formFactor.matches("gperp|htperp") ? 1 : 0; k < orders; k++) {
                            names.add(formFactor + "_" + k);
                        }
                    }
                    yield names;
                }
            };
            List<Double> masses = switch (table.process()) {
                case "B->K" -> List.of(5.279, 0.492);
                case "B->K*" -> List.of(5.279, 0.896);
                case "Bs->phi" -> List.of(5.366, 1.02);
                default -> List.of(5.61951, 1.115683);
            };
            assertThat(table.parameters()).isEqualTo(parameters);
            assertThat(List.of(table.parentMass(), table.daughterMass())).isEqualTo(masses);
            assertThat(table.provenance().identifiers()).isNotEmpty();
        }
    }

    @Test
    void theSeriesBeginsWhereKinematicsRelatesTheFormFactors() {
        for (FormFactorTable table : LIBRARY.tables()) {
            boolean isBaryon = table.process().equals("Lambda_b->Lambda");
            assertThat(table.expansion())
                    .isEqualTo(
                            isBaryon
                                    // the threshold of B and K, and the end point (arXiv:1602.01399)
                                    ? Expansion.inZ(33.327529, 20.284457645929002)
                                    : Expansion.aroundZero(table.parentMass(), table.daughterMass()));
        }
    }

    @Test
    void reportsWrongExpansions() {
        assertThat(problemsAfter("\"parentMass\"", "\"tPlus\": 33, \"parentMass\""))
                .containsExactly(
                        "file.json:7:12: \"tPlus\" belongs to the expansion sse; that of bsz follows from the masses");
        assertThat(problemsAfter("\"parentMass\"", "\"expansion\": \"bcl\", \"parentMass\""))
                .singleElement()
                .asString()
                .contains("\"expansion\" is \"bcl\"");
        assertThat(problemsAfter("\"parentMass\"", "\"expansion\": \"sse\", \"tPlus\": 33, \"t0\": 33, \"parentMass\""))
                .containsExactly("file.json:7:32: the branch point of the expansion is 33.0 GeV^2, t0 is 33.0 and the"
                        + " origin 33.0, expected a branch point beyond both");
        assertThat(problemsAfter("\"parentMass\"", "\"expansion\": \"sse\", \"tPlus\": 33, \"t0\": 20, \"parentMass\""))
                .singleElement()
                .asString()
                .endsWith("the series of form-factor set mine begins at q2 = 20.0 GeV^2, expected 0.0, where kinematics"
                        + " relates the form factors [f+, f0, fT]");
    }

    @Test
    void carriesThePublishedFigures() {
        // arXiv:2305.06301, ancillary file BSZ-parameters-N2.yaml
        FormFactorTable table = LIBRARY.table("BK-GRvDV2023").orElseThrow();
        assertThat(table.central().toArray())
                .containsExactly(
                        0.33196382,
                        -0.96403506,
                        -0.30273752,
                        0.33478906,
                        0.00372445,
                        0.32361471,
                        -1.02911783,
                        -0.39954681);
        assertThat(table.covariance().get(0).at(0)).isEqualTo(0.00010622745);
        assertThat(table.covariance().get(7).at(0)).isEqualTo(0.000499544851);
        assertThat(table.poleMasses()).isEqualTo(Map.of("f+", 5.415, "f0", 5.63, "fT", 5.415));
        // arXiv:1503.05534, table of the LCSR + lattice fit: T1(0) = T2(0) = 0.312 +- 0.027
        FormFactorTable bsz = LIBRARY.table("BKst-BSZ2015").orElseThrow();
        int t1 = bsz.parameters().indexOf("T1_0");
        assertThat(bsz.central().at(t1)).isCloseTo(0.312, within(0.0005));
        assertThat(Math.sqrt(bsz.covariance().get(t1).at(t1))).isCloseTo(0.027, within(0.0005));
        assertThat(bsz.poleMasses())
                .isEqualTo(
                        Map.of("A0", 5.367, "V", 5.415, "T1", 5.415, "A1", 5.83, "A12", 5.83, "T2", 5.83, "T23", 5.83));
    }

    @Test
    void readsASet() {
        FormFactorTable table = read(CORRECT);
        assertThat(table.id()).isEqualTo("mine");
        assertThat(table.covariance().get(1).toArray()).containsExactly(1e-5, 4e-4, 0);
        assertThat(table.poleMasses()).containsEntry("f0", 5.63);
    }

    @Test
    void reportsProblemsWithTheirPlaces() {
        assertThat(problemsAfter("\"B->K\"", "\" \""))
                .containsExactly("file.json:4:14: \"process\" is blank, expected a text");
        assertThat(problemsAfter("[1e-5, 4e-4, 0]", "[2e-5, 4e-4, 0]"))
                .containsExactly("file.json:14:6: \"covariance\" is not symmetric: row 2, column 1 is 2.0E-5, row 1,"
                        + " column 2 is 1.0E-5");
        assertThat(problemsAfter("\"f0\": 5.63, ", ""))
                .containsExactly("file.json:9:17: missing field \"f0\" of \"poleMasses\"");
        assertThat(problemsAfter("\"f0\": 5.63", "\"f0\": 5.63, \"f1\": 5"))
                .containsExactly("file.json:9:43: unknown field \"f1\"; did you mean \"f+\"?");
        assertThat(problemsAfter("5.279", "-5.279"))
                .containsExactly("file.json:7:17: \"parentMass\" is -5.279, expected > 0");
        assertThat(problemsAfter("\"f0_1\"", "\"f0_0\""))
                .containsExactly(
                        "file.json:10:26: item 2 of \"parameters\" is \"f0_0\", which kinematics fixes; leave it"
                                + " out");
        assertThat(problemsAfter("\"fT_0\"", "\"fX_0\""))
                .containsExactly(
                        "file.json:10:17: \"parameters\" has none of form factor fT",
                        "file.json:10:34: item 3 of \"parameters\" is \"fX_0\", expected a form factor (f+, f0, fT), an"
                                + " underscore and the order, for example \"f+_0\"");
        assertThat(problemsAfter("\"central\": [0.33, 0.34, 0.32]", "\"centre\": [0.33, 0.34]"))
                .containsExactly(
                        "file.json:1:1: missing field \"central\" of the form-factor set",
                        "file.json:11:3: unknown field \"centre\"; did you mean \"central\"?");
        assertThat(problemsAfter("form-factors/1", "form-factors/9"))
                .containsExactly(
                        "file.json:2:13: \"format\" is \"emiss-form-factors/9\", expected \"emiss-form-factors/1\"");
    }

    @Test
    void covariancesHaveNoNegativeEigenvalue() {
        String matrix = "[1e-4, 1e-5, 0],\n    [1e-5, 4e-4, 0],\n    [0, 0, 1e-4]";
        assertThat(problemsAfter(matrix, "[1, 0.9, 0.9],\n    [0.9, 1, -0.9],\n    [0.9, -0.9, 1]"))
                .containsExactly(
                        "file.json:12:17: \"covariance\" is not positive semi-definite: its lowest eigenvalue is"
                                + " -0.8, expected >= 0");
        // the same correlations with other units: the lowest eigenvalue by an independent program (numpy)
        assertThat(problemsAfter(
                        matrix, "[1e-4, 9e-5, 1.8e-4],\n    [9e-5, 1e-4, -1.8e-4],\n    [1.8e-4, -1.8e-4, 4e-4]"))
                .containsExactly(
                        "file.json:12:17: \"covariance\" is not positive semi-definite: its lowest eigenvalue is"
                                + " -1.157E-4, expected >= 0");
        // a combination that is known exactly
        assertThat(read(CORRECT.replace(matrix, "[1, 1, 0],\n    [1, 1, 0],\n    [0, 0, 1]"))
                        .covariance())
                .hasSize(3);
    }

    @Test
    void seriesHaveNoGaps() {
        assertThat(problemsAfter("\"f0_1\"", "\"f0_3\""))
                .containsExactly("file.json:10:26: item 2 of \"parameters\" is \"f0_3\", but f0_1, f0_2 are missing,"
                        + " expected every order up to the highest");
        assertThat(problemsAfter("\"fT_0\"", "\"fT_1\""))
                .containsExactly("file.json:10:34: item 3 of \"parameters\" is \"fT_1\", but fT_0 is missing, expected"
                        + " every order up to the highest");
    }

    @Test
    void massesAreInGeV() {
        assertThat(problemsAfter("5.279", "5279"))
                .containsExactly("file.json:7:17: \"parentMass\" is 5279.0 GeV, expected at most 100.0; is it in MeV?");
        assertThat(problemsAfter("\"f0\": 5.63", "\"f0\": 5630"))
                .containsExactly("file.json:9:37: \"f0\" is 5630.0 GeV, expected at most 100.0; is it in MeV?");
    }

    private static List<String> problemsAfter(String text, String replacement) {
        assertThat(CORRECT).contains(text);
        DataFormatException exception =
                catchThrowableOfType(DataFormatException.class, () -> read(CORRECT.replace(text, replacement)));
        assertThat(exception).as("the exception about a wrong file").isNotNull();
        return exception.problems();
    }

    private static FormFactorTable read(String text) {
        return FormFactorLibrary.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "file.json");
    }
}
