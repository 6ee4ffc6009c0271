package emiss.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import emiss.api.experiment.DataFormatException;
import emiss.results.RateResult;
import emiss.results.StudyResult;
import emiss.results.UpperLimitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The study {@code upper-limit}: a toy in closed form, and the limits of arXiv:2403.13887 on the published data. */
class UpperLimitTest {
    private static final double STANDARD_MODEL = 4.90690673094007e-06;
    private static final double ERROR = 5e-6;

    private static final Path SCHEMA = Path.of("../../config/emiss-config.schema.json");

    @TempDir
    private Path directory;

    private StudyResult study(String experiments, String settings) {
        Path config = Program.write(
                directory,
                "studies:\n  - {id: u, type: upper-limit, method: profile, experiments: [" + experiments + "], "
                        + settings + "}\n");
        return Program.run(config, 2).studies().get(0);
    }

    private UpperLimitResult limits(String experiments, String settings) {
        StudyResult study = study(experiments, settings);
        assertThat(study.reasons()).isEmpty();
        return (UpperLimitResult) study.result();
    }

    /** B(B+ -> K+ X) measured at the Standard Model plus an excess. */
    private String toy(double excess) {
        try {
            Files.writeString(directory.resolve("toy.json"), """
                    {"format": "emiss-dataset/1", "kind": "branching-fractions", "id": "toy", "title": "toy",
                     "quality": "unpublished",
                     "provenance": {"citation": "made up for a test", "identifiers": [], "note": ""},
                     "measurements": [{"transition": "B+->K+", "value": %s, "errorLow": %s, "errorHigh": %s}]}
                    """.formatted(STANDARD_MODEL + excess, ERROR, ERROR));
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
        return "{file: toy.json}";
    }

    @Test
    void gaussianMeasurement() {
        double excess = 12e-6;
        String settings = "scenario: vector, couplings: [hV], masses: [0.5, 2.1, 3.0]";
        UpperLimitResult branching =
                limits(toy(excess), settings + ", quantity: branchingFraction, transition: \"B+->K+\"");
        UpperLimitResult coupling = limits(toy(excess), settings + ", quantity: coupling");
        UpperLimitResult weak = limits(toy(excess), settings + ", quantity: coupling, level: 0.95");
        UpperLimitResult other =
                limits(toy(excess), settings + ", quantity: branchingFraction, transition: \"B0->K0\"");

        assertThat(branching.points()).extracting(UpperLimitResult.Point::mass).containsExactly(0.5, 2.1, 3.0);
        for (int i = 0; i < 3; i++) {
            // 1.6449 and 1.9600: two-sided 90 and 95 % of a normal variable
            double limit = excess + 1.644854 * ERROR;
            assertThat(branching.points().get(i).observed()).isCloseTo(limit, Percentage.withPercentage(1e-4));
            double mass = branching.points().get(i).mass();
            double found = coupling.points().get(i).observed();
            assertThat(branchingFraction("B+->K+", mass, found)).isCloseTo(limit, Percentage.withPercentage(1e-4));
            assertThat(other.points().get(i).observed())
                    .isCloseTo(branchingFraction("B0->K0", mass, found), Percentage.withPercentage(1e-6));
            assertThat(weak.points().get(i).observed() / found)
                    .isCloseTo(Math.sqrt((excess + 1.959964 * ERROR) / limit), Percentage.withPercentage(1e-4));
            assertThat(coupling.points().get(i).expected()).isNull();
        }
        assertThat(branching.table().columns()).containsExactly("mass[GeV]", "B(B+->K+)");
    }

    private double branchingFraction(String transition, double mass, double coupling) {
        Path config = Program.write(
                directory,
                "studies:\n  - {id: r, type: rate, scenario: vector, transition: \"" + transition + "\", mass: " + mass
                        + ", couplings: {hV: " + coupling + "}}\n");
        return ((RateResult) Program.run(config, 1).studies().get(0).result()).branchingFraction();
    }

    /**
     * Limits at 90 % on all channels of BABAR and on ALEPH. BABAR's are the same engine with other programs around it, pinned;
     * ALEPH's are those of arXiv:2403.13887.
     */
    @ParameterizedTest
    @CsvSource({
        "babar-kstar0, scalar, gP, 2.1, 3.79e-8, 1",
        "babar-kstar0, scalar-pair, gAV, 0.38, 5.28, 1",
        "babar-kstar0, dirac-pair, fAV, 0.6, 2.51, 1",
        "babar-kstar0, dirac-pair, fAA, 0.6, 2.65, 1",
        "babar-kstar0, vector, hT, 2.1, 2.98e-5, 1",
        "aleph-bs, scalar-pair, gPS, 0.52, 2.1e-3, 3",
        "aleph-bs, dirac-pair, fAA, 0.6, 13.8, 3"
    })
    void publishedData(
            String experiment, String scenario, String coupling, double mass, double expected, double percent) {
        UpperLimitResult found = limits(
                experiment,
                "scenario: " + scenario + ", couplings: [" + coupling + "], masses: " + mass + ", quantity: coupling");

        assertThat(found.points().get(0).observed()).isCloseTo(expected, Percentage.withPercentage(percent));
    }

    @Test
    void couplingsThatTheDataDoNotSeeHaveNoLimit() {
        StudyResult study = study(
                "belle2-ita, belle2-hta", "scenario: vector, couplings: [hA], masses: [1.0, 2.1], quantity: coupling");

        assertThat(study.reasons()).containsExactly("the data do not respond to hA at any of the masses");
        assertThat(((UpperLimitResult) study.result()).points())
                .hasSize(2)
                .allSatisfy(point -> assertThat(point.observed()).isNull());
    }

    @Test
    void closedTransitionsHaveNoBranchingFraction() {
        // 4.5 GeV is too heavy for B -> K*, and B -> K still sees it
        UpperLimitResult found = limits(
                toy(0),
                "scenario: vector, couplings: [hV], masses: [2.1, 4.5], quantity: branchingFraction,"
                        + " transition: \"B0->K*0\"");

        assertThat(found.points().get(0).observed()).isPositive();
        assertThat(found.points().get(1).observed()).isNull();
    }

    @Test
    void problems() {
        assertThat(problems(
                        "{id: a, type: upper-limit, scenario: vector, couplings: [hV], masses: 2.1, quantity: coupling,"
                                + " method: clss}",
                        "{id: b, type: upper-limit, scenario: vector, couplings: [hV], masses: 2.1, quantity: coupling,"
                                + " method: cls-toys, level: 0.9, of: hT}",
                        "{id: c, type: upper-limit, scenario: vector, couplings: [hV], masses: 2.1, quantity: couplng,"
                                + " method: profle}",
                        "{id: d, type: upper-limit, scenario: vector, couplings: [hV, hT], masses: 5, level: 1,"
                                + " quantity: branchingFraction}"))
                .containsExactly(
                        "3:108: \"method\" is \"clss\"; did you mean \"cls\"?",
                        "4:134: unknown coupling of vector \"hT\"; did you mean \"hV\"?",
                        "5:90: \"quantity\" is \"couplng\"; did you mean \"coupling\"?",
                        "5:107: \"method\" is \"profle\"; did you mean \"profile\"?",
                        "6:5: missing field \"transition\" of a study",
                        "6:79: the mass 5.0 GeV is beyond the kinematic limit of B+->K+ for vector, expected at most"
                                + " 4.7857",
                        "6:89: level is 1.0, expected between 0 and 1");
    }

    @Test
    void schemaAgreesWithTheReader() throws IOException {
        String study = "{id: a, type: upper-limit, scenario: vector, couplings: [hV], masses: 2.1, method: profile";

        assertThat(schemaErrors(study + ", quantity: coupling, level: 0.95}")).isEmpty();
        assertThat(schemaErrors(study + ", quantity: branchingFraction, transition: \"B+->K+\"}"))
                .isEmpty();
        assertThat(schemaErrors(study.replace(", method: profile", ", quantity: coupling}")))
                .isEmpty();
        assertThat(schemaErrors(study + "}")).isNotEmpty();
        assertThat(schemaErrors(study + ", quantity: branchingFraction}")).isNotEmpty();
        assertThat(schemaErrors(study + ", quantity: coupling, transition: \"B+->K+\"}"))
                .isNotEmpty();
        assertThat(schemaErrors(study.replace("profile", "clss") + ", quantity: coupling}"))
                .isNotEmpty();
        String fit = "{id: a, type: fit, scenario: dirac-pair, couplings: [fVV], mass: 0.6, derived: ";
        assertThat(schemaErrors(fit + "[fVV^2]}")).isEmpty();
        assertThat(schemaErrors(fit + "fVV^2}")).isNotEmpty();
    }

    private static List<?> schemaErrors(String study) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        return schema.validate("studies: [" + study + "]", InputFormat.YAML);
    }

    private List<String> problems(String... studies) {
        Path file = Program.write(directory, Program.belleIIConfig(studies));
        List<String> problems = new ArrayList<>();
        assertThatThrownBy(() -> Program.read(file))
                .isInstanceOfSatisfying(DataFormatException.class, wrong -> problems.addAll(wrong.problems()));
        return problems.stream()
                .map(line -> line.replace(file.toString() + ":", ""))
                .toList();
    }
}
