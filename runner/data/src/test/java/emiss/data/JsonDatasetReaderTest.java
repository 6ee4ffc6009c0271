package emiss.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import emiss.api.DoubleVector;
import emiss.api.Provenance;
import emiss.api.decay.Helicity;
import emiss.api.decay.Mixture;
import emiss.api.experiment.Bin;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.Quality;
import emiss.api.experiment.Response;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.api.experiment.TemplateUncertainty;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class JsonDatasetReaderTest {
    private static final Provenance NOBODY = new Provenance("A. Nobody, J. Irrep. Res. 1, 1 (2026)", List.of(), "");

    @Test
    void readsCountingData() {
        Dataset dataset = read(resource("counting.json"));
        List<Systematic> systematics = List.of(
                new Systematic.NormFactor("k"),
                new Systematic.NormSys("shared/norm", 0.9, 1.1),
                new Systematic.HistoSys("shape", DoubleVector.of(9, 19), DoubleVector.of(11, 21)),
                new Systematic.NormSys("shape", 0.98, 1.02),
                new Systematic.StatError("gamma", DoubleVector.of(1, 2)),
                new Systematic.ShapeSys("tau", DoubleVector.of(0.5, 0)),
                new Systematic.ShapeFactor("free"),
                new Systematic.Lumi("lumi", 1, 0.02));
        assertThat(dataset)
                .isEqualTo(CountingData.builder(
                                "toy",
                                "A toy",
                                Quality.UNPUBLISHED,
                                new Provenance(
                                        "A. Nobody, J. Irrep. Res. 1, 1 (2026)",
                                        List.of("arXiv:0000.00000"),
                                        "made up"),
                                List.of(new Channel(
                                        "SR",
                                        "Signal region",
                                        "q2_rec",
                                        "GeV^2",
                                        List.of(new Bin(-1, 4, "tight"), new Bin(4, 8.5, "")),
                                        DoubleVector.of(12, 20),
                                        List.of(
                                                new Sample(
                                                        "signal",
                                                        Sample.Role.SIGNAL,
                                                        DoubleVector.of(1.5, 0.5),
                                                        List.of(new Systematic.HistoSys(
                                                                "ff",
                                                                DoubleVector.of(1.4, 0.5),
                                                                DoubleVector.of(1.6, 0.5)))),
                                                new Sample(
                                                        "continuum",
                                                        Sample.Role.BACKGROUND,
                                                        DoubleVector.of(10, 20),
                                                        systematics)))))
                        .responses(List.of(
                                new Response(
                                        Mixture.of("B0->K*0"),
                                        Helicity.LONGITUDINAL,
                                        "SR",
                                        DoubleVector.of(0, 1, 3),
                                        List.of(DoubleVector.of(100, 50), DoubleVector.of(0, 20))),
                                new Response(
                                        Mixture.of("B+->K+"),
                                        Helicity.TOTAL,
                                        "SR",
                                        DoubleVector.of(0, 2, 4),
                                        List.of(
                                                DoubleVector.of(1 / 1e-6, 0.5 / 2e-6),
                                                DoubleVector.of(0 / 1e-6, 0.25 / 2e-6)),
                                        DoubleVector.of(1e-6, 2e-6))))
                        .constraints(List.of(new GaussianConstraint(
                                List.of("shape", "ff"),
                                DoubleVector.of(0, 0.5),
                                List.of(DoubleVector.of(1, 0.3), DoubleVector.of(0.3, 1)))))
                        .formFactorParameters(Set.of("ff"))
                        .build());
    }

    @Test
    void readsTheSameTwice() {
        assertThat(read(resource("counting.json"))).isEqualTo(read(resource("counting.json")));
    }

    @Test
    void readsBranchingFractions() {
        assertThat(read(resource("branching-fractions.json")))
                .isEqualTo(new BranchingFractionData(
                        "limits",
                        "Two branching fractions",
                        Quality.INFERRED_GAUSSIAN,
                        NOBODY,
                        List.of(
                                new BranchingFractionData.Measurement(Mixture.of("Bs->inv"), 0, 4.21e-4, 4.21e-4),
                                new BranchingFractionData.Measurement(Mixture.of("B+->K*+"), 1e-5, 2e-6, 3e-6)),
                        List.of(DoubleVector.of(1, -0.2), DoubleVector.of(-0.2, 1)),
                        null));
    }

    @Test
    void reportsEveryProblemOfACountingFileAtOnce() {
        assertThat(problems(resource("counting-wrong.json")))
                .containsExactly(
                        "file.json:5:14: \"quality\" is \"published likelyhood\"; did you mean \"published likelihood\"?",
                        "file.json:6:17: missing field \"citation\" of \"provenance\"",
                        "file.json:7:5: unknown field \"citaton\"; did you mean \"citation\"?",
                        "file.json:10:5: missing field \"observed\" of a channel",
                        "file.json:14:9: bin edges are 4.0, 4.0, expected low < high",
                        "file.json:15:31: unknown field \"label\"; valid: low, high, selection",
                        "file.json:17:7: unknown field \"obsered\"; did you mean \"observed\"?",
                        "file.json:19:36: \"role\" is \"sinal\"; did you mean \"signal\"?",
                        "file.json:19:62: item 2 of \"nominal\" is the string \"0.5\", expected a number",
                        "file.json:20:53: \"low\" has 1 number, expected 3, one per bin",
                        "file.json:20:83: unknown field \"nam\"; did you mean \"name\"?",
                        "file.json:25:17: missing field \"sampleBranchingFraction\" of a response",
                        "file.json:25:116: \"numberDensity\" has 1 row, expected 3, one per bin of the channel",
                        "file.json:26:3: unknown field \"formFactorParameter\"; did you mean \"formFactorParameters\"?");
    }

    @Test
    void reportsWrongHeaders() {
        assertThat(problems("{\"format\": \"emiss-dataset/2\", \"channels\": 1}"))
                .containsExactly("file.json:1:12: \"format\" is \"emiss-dataset/2\", expected \"emiss-dataset/1\"");
        assertThat(problems("{\"format\": 1}"))
                .contains("file.json:1:12: \"format\" is the number 1, expected a string");
        assertThat(problems("[]")).containsExactly("file.json:1:1: the data set is a list, expected an object");
        assertThat(problems("")).containsExactly("file.json:1:1: the document is empty");
        assertThat(problems("{\"format\": \"emiss-dataset/1\", \"kind\": \"count\"}"))
                .containsExactly(
                        "file.json:1:1: missing field \"id\" of the data set",
                        "file.json:1:1: missing field \"title\" of the data set",
                        "file.json:1:1: missing field \"quality\" of the data set",
                        "file.json:1:1: missing field \"provenance\" of the data set",
                        "file.json:1:39: \"kind\" is \"count\"; valid: counting, branching-fractions");
    }

    @Test
    void textsThatMustBeGivenAreNotEmpty() {
        assertThat(problemsAfter("\"name\": \"SR\"", "\"name\": \"\""))
                .containsExactly("file.json:14:15: \"name\" is empty, expected a text");
        assertThat(problemsAfter("\"channel\": \"SR\"", "\"channel\": \"\""))
                .anySatisfy(problem -> assertThat(problem).endsWith("\"channel\" is empty, expected a text"));
        assertThat(problemsAfter("\"quality\"", "\"signalStrength\": \" \", \"quality\""))
                .anySatisfy(problem -> assertThat(problem).endsWith("\"signalStrength\" is blank, expected a text"));
        assertThat(problemsAfter("\"formFactorParameters\": [\"ff\"]", "\"formFactorParameters\": [\"\"]"))
                .anySatisfy(problem ->
                        assertThat(problem).endsWith("item 1 of \"formFactorParameters\" is empty, expected a text"));
    }

    @Test
    void idsCanBeFileNames() {
        String text = resource("branching-fractions.json");
        assertThat(problems(text.replace("\"limits\"", "\"../../limits\"")))
                .containsExactly(
                        "file.json:4:9: the id \"../../limits\" cannot be a file name, expected letters, digits and"
                                + " . _ + - only");
        assertThat(problems(text.replace("\"limits\"", "\"" + "x".repeat(101) + "\"")))
                .containsExactly(
                        "file.json:4:9: the id \"" + "x".repeat(57) + "...\" has 101 characters, expected at most 100");
    }

    @Test
    void branchingFractionsAreBetweenZeroAndOne() {
        String text = resource("branching-fractions.json");
        assertThat(problems(text.replace("\"value\": 1e-5", "\"value\": 1.5")))
                .containsExactly("file.json:10:40: a branching fraction is 1.5, expected at most 1");
        assertThat(problems(text.replace("\"errorLow\": 2e-6", "\"errorLow\": 1e-320")))
                .containsExactly(
                        "file.json:10:58: \"errorLow\" of a branching fraction is 1.0E-320, expected 1.0E-30 to 1");
        assertThat(problems(text.replace("\"errorHigh\": 3e-6", "\"errorHigh\": 3")))
                .containsExactly(
                        "file.json:10:77: \"errorHigh\" of a branching fraction is 3.0, expected 1.0E-30 to 1");
    }

    @Test
    void correlationsCanBeInverted() {
        String text = resource("branching-fractions.json");
        assertThat(problems(text.replace("[[1, -0.2], [-0.2, 1]]", "null")))
                .containsExactly("file.json:12:18: \"correlation\" is null, expected a list");
        assertThat(problems(text.replace("[[1, -0.2], [-0.2, 1]]", "[[1, 1], [1, 1]]")))
                .containsExactly(
                        "file.json:12:18: \"correlation\" is singular: its lowest eigenvalue is 0.0, expected > 0,"
                                + " because it will be inverted");
        assertThat(problemsAfter("[[1, 0.3], [0.3, 1]]", "[[1, 0.3], [0.3, 1e-320]]"))
                .anySatisfy(problem -> assertThat(problem)
                        .endsWith("the variance in row 2 of \"covariance\" is 1.0E-320, expected 1.0E-60 to 1.0E60"));
    }

    @Test
    void thereAreNoFewerThanNoEvents() {
        assertThat(problemsAfter("\"nominal\": [10, 20]", "\"nominal\": [-10, 20]"))
                .anySatisfy(problem -> assertThat(problem)
                        .endsWith(
                                "all background of channel \"SR\" has -10.0 events in bin 1, expected >= 0 where there is a"
                                        + " response"));
        assertThat(problemsAfter("\"nominal\": [1.5, 0.5]", "\"nominal\": [1.5, -0.5]"))
                .anySatisfy(problem -> assertThat(problem)
                        .endsWith(
                                "the signal \"signal\" of channel \"SR\" has -0.5 events in bin 2, expected >= 0 where"
                                        + " there is a response"));
    }

    @Test
    void reportsWrongVectors() {
        assertThat(problemsAfter("\"observed\": [12, 20]", "\"observed\": [12, 20, 3]"))
                .containsExactly("file.json:21:19: \"observed\" has 3 numbers, expected 2, one per bin");
        assertThat(problemsAfter("\"observed\": [12, 20]", "\"observed\": [12, -1]"))
                .containsExactly("file.json:21:24: item 2 of \"observed\" is -1.0, expected >= 0");
        assertThat(problemsAfter("\"observed\": [12, 20]", "\"observed\": [12, \"20\"]"))
                .containsExactly("file.json:21:24: item 2 of \"observed\" is the string \"20\", expected a number");
        assertThat(problemsAfter("\"observed\": [12, 20]", "\"observed\": 12"))
                .containsExactly("file.json:21:19: \"observed\" is the number 12, expected a list");
        assertThat(problemsAfter("\"observed\": [12, 20]", "\"observed\": [12, 1e999]"))
                .containsExactly("file.json:21:24: item 2 of \"observed\" is 1e999, expected a finite number");
        assertThat(problemsAfter("\"nominal\": [1.5, 0.5]", "\"nominal\": [1.5]"))
                .contains("file.json:26:22: \"nominal\" has 1 number, expected 2, one per bin");
        assertThat(problemsAfter("\"low\": [9, 19]", "\"low\": [9]"))
                .containsExactly("file.json:37:58: \"low\" has 1 number, expected 2, one per bin");
        assertThat(problemsAfter("\"uncertainty\": [1, 2]", "\"uncertainty\": [1, -2]"))
                .containsExactly("file.json:39:71: item 2 of \"uncertainty\" is -2.0, expected >= 0");
    }

    @Test
    void reportsWrongSystematics() {
        assertThat(problemsAfter("\"type\": \"normfactor\"", "\"type\": \"normfaktor\""))
                .containsExactly("file.json:35:22: \"type\" is \"normfaktor\"; did you mean \"normfactor\"?");
        assertThat(problemsAfter("\"low\": 0.9, ", "\"low\": -0.9, "))
                .containsExactly("file.json:36:13: normsys shared/norm has factors -0.9, 1.1, expected both > 0");
        assertThat(problemsAfter("\"name\": \"gamma\"", "\"name\": \"shape\""))
                .containsExactly(
                        "file.json:39:43: \"shape\" is the name of a staterror here and of a normsys or histosys"
                                + " before");
        assertThat(problemsAfter(
                        "{\"type\": \"shapefactor\", \"name\": \"free\"}",
                        "{\"type\": \"normfactor\", \"name\": \"k\"}"))
                .containsExactly("file.json:41:44: the sample has two systematics normfactor \"k\"");
        assertThat(problemsAfter("\"central\": 1", "\"central\": 0"))
                .containsExactly("file.json:42:13: lumi lumi is 0.0 +- 0.02, expected both > 0");
        assertThat(problemsAfter("\"name\": \"continuum\"", "\"name\": \"signal\""))
                .containsExactly("file.json:31:19: the channel has two samples \"signal\"");
    }

    @Test
    void reportsWrongResponses() {
        assertThat(problemsAfter("\"q2Edges\": [0, 1, 3]", "\"q2Edges\": [0, 3, 1]"))
                .contains("file.json:53:25: item 3 of \"q2Edges\" is 1.0, expected more than the one before, 3.0");
        assertThat(problemsAfter("\"q2Edges\": [0, 1, 3]", "\"q2Edges\": [0]"))
                .contains("file.json:53:18: \"q2Edges\" has 1 number, expected at least 2");
        assertThat(problemsAfter("\"helicity\": \"longitudinal\"", "\"helicity\": \"longitudnal\""))
                .containsExactly("file.json:51:19: \"helicity\" is \"longitudnal\"; did you mean \"longitudinal\"?");
        assertThat(problemsAfter(
                        "\"channel\": \"SR\",\n      \"q2Edges\": [0, 1",
                        "\"channel\": \"RS\",\n      \"q2Edges\": [0, 1"))
                .containsExactly("file.json:52:18: \"channel\" is \"RS\"; did you mean \"SR\"?");
        assertThat(problemsAfter("[[100, 50], [0, 20]]", "[[100, 50]]"))
                .containsExactly("file.json:54:37: \"eventsPerBranchingFraction\" has 1 row, expected 2, one per bin of"
                        + " the channel");
        assertThat(problemsAfter("[[100, 50], [0, 20]]", "[[100, 50], [0]]"))
                .containsExactly(
                        "file.json:54:49: row 2 of \"eventsPerBranchingFraction\" has 1 number, expected 2, one"
                                + " per q2 bin");
        assertThat(problemsAfter("[[100, 50], [0, 20]]", "[[100, 50], [0, -20]]"))
                .containsExactly("file.json:54:53: row 2, item 2 of \"eventsPerBranchingFraction\" is -20.0, expected"
                        + " >= 0");
        assertThat(problemsAfter("\"eventsPerBranchingFraction\": [[100, 50], [0, 20]]", "\"x\": 1"))
                .containsExactly(
                        "file.json:49:5: missing field \"eventsPerBranchingFraction\" of a response, or"
                                + " \"numberDensity\" with \"sampleBranchingFraction\"",
                        "file.json:54:7: unknown field \"x\"; valid: transition, helicity, channel, q2Edges,"
                                + " withoutGeneratedQ2, numberDensity, sampleBranchingFraction,"
                                + " eventsPerBranchingFraction");
        assertThat(problemsAfter("[1e-6, 2e-6]", "[1e-6, 0]"))
                .containsExactly(
                        "file.json:62:41: item 2 of \"sampleBranchingFraction\" is 0.0, expected > 0 and at most 1");
        assertThat(problemsAfter("[1e-6, 2e-6]", "[1e-6, 1.5]"))
                .containsExactly(
                        "file.json:62:41: item 2 of \"sampleBranchingFraction\" is 1.5, expected > 0 and at most 1");
        assertThat(problemsAfter("[1e-6, 2e-6]", "[1e-6, 1e-320]"))
                .containsExactly("file.json:62:41: item 2 of \"sampleBranchingFraction\" is 1.0E-320, too small for a"
                        + " density of 0.5");
        assertThat(problemsAfter("\"withoutGeneratedQ2\": [0.1, 0]", "\"withoutGeneratedQ2\": [0.1]"))
                .containsExactly("file.json:63:29: \"withoutGeneratedQ2\" has 1 number, expected 2, one per bin");
        assertThat(problemsAfter(
                        "\"withoutGeneratedQ2\": [0.1, 0]", "\"eventsPerBranchingFraction\": [[1, 2], [3, 4]]"))
                .containsExactly("file.json:63:37: the response has both \"eventsPerBranchingFraction\" and"
                        + " \"numberDensity\", expected one");
        assertThat(problemsAfter("\"role\": \"signal\"", "\"role\": \"background\""))
                .containsExactly("file.json:52:18: channel \"SR\" has no signal sample that the response would add to");
    }

    @Test
    void reportsWrongConstraints() {
        assertThat(problemsAfter("[[1, 0.3], [0.3, 1]]", "[[1, 0.3], [0.2, 1]]"))
                .containsExactly(
                        "file.json:70:33: \"covariance\" is not symmetric: row 2, column 1 is 0.2, row 1, column"
                                + " 2 is 0.3");
        assertThat(problemsAfter("[[1, 0.3], [0.3, 1]]", "[[0, 0.3], [0.3, 1]]"))
                .contains("file.json:70:23: the variance in row 1 of \"covariance\" is 0.0, expected > 0");
        assertThat(problemsAfter("[[1, 0.3], [0.3, 1]]", "[[1, 1.3], [1.3, 1]]"))
                .containsExactly("file.json:70:33: row 2, column 1 of \"covariance\" means a correlation beyond 1");
        assertThat(problemsAfter("\"parameters\": [\"shape\", \"ff\"]", "\"parameters\": [\"shape\", \"shape\"]"))
                .containsExactly("file.json:68:31: item 2 of \"parameters\" repeats \"shape\"");
        assertThat(problemsAfter("\"parameters\": [\"shape\", \"ff\"]", "\"parameters\": [\"shap\", \"ff\"]"))
                .containsExactly("file.json:68:22: item 1 of \"parameters\" is \"shap\"; did you mean \"shape\"?");
        assertThat(problemsAfter("\"centre\": [0, 0.5]", "\"centre\": [0]"))
                .containsExactly("file.json:69:17: \"centre\" has 1 number, expected 2, one per parameter");
        assertThat(problemsAfter("\"formFactorParameters\": [\"ff\"]", "\"formFactorParameters\": [\"ft\"]"))
                .containsExactly("file.json:73:28: item 1 of \"formFactorParameters\" is \"ft\"; did you mean \"ff\"?");
    }

    private static String withTemplateUncertainties(String items) {
        return resource("counting.json")
                .replace(
                        "\"formFactorParameters\":",
                        "\"templateUncertainties\": [" + items + "],\n  \"formFactorParameters\":");
    }

    private static String uncertainty(String fields) {
        // One response only: the two of the file have different q2 bins.
        String text = withTemplateUncertainties("{" + fields + "}");
        int from = text.indexOf("    {", text.indexOf("\"transition\": \"B0->K*0\"") + 1);
        int to = text.indexOf("  ],", from);
        return text.substring(0, text.lastIndexOf(',', from)) + "\n" + text.substring(to);
    }

    @Test
    void readsTemplateUncertainties() {
        CountingData plain = (CountingData) read(uncertainty("\"channel\": \"SR\", \"draws\": 100, \"seed\": 5"));
        CountingData full = (CountingData) read(uncertainty("\"channel\": \"SR\", \"actsOn\": \"signal\","
                + " \"efficiencyUncertainty\": [0.1, 0.2], \"backgrounds\": {\"continuum\": 3}, \"draws\": 100,"
                + " \"seed\": 5, \"newPhysicsStatistics\": true"));

        assertThat(plain.templateUncertainties())
                .containsExactly(new TemplateUncertainty(
                        "SR", TemplateUncertainty.Target.STANDARD_MODEL, DoubleVector.of(), Map.of(), 100, 5, false));
        assertThat(full.templateUncertainties())
                .containsExactly(new TemplateUncertainty(
                        "SR",
                        TemplateUncertainty.Target.SIGNAL,
                        DoubleVector.of(0.1, 0.2),
                        Map.of("continuum", 3.0),
                        100,
                        5,
                        true));
        assertThat(((CountingData) read(resource("counting.json"))).templateUncertainties())
                .isEmpty();
    }

    @Test
    void reportsWrongTemplateUncertainties() {
        String good = "\"channel\": \"SR\", \"draws\": 100, \"seed\": 5";
        assertThat(problems(uncertainty("\"channel\": \"RS\", \"draws\": 100, \"seed\": 5")))
                .containsExactly("file.json:64:41: \"channel\" is \"RS\"; did you mean \"SR\"?");
        assertThat(problems(uncertainty("\"channel\": \"SR\", \"draws\": 1, \"seed\": 0.5")))
                .containsExactly(
                        "file.json:64:56: \"draws\" is 1, expected at least 2",
                        "file.json:64:67: \"seed\" is 0.5, expected a whole number");
        assertThat(problems(uncertainty("\"channel\": \"SR\"")))
                .containsExactly(
                        "file.json:64:29: missing field \"draws\" of a template uncertainty",
                        "file.json:64:29: missing field \"seed\" of a template uncertainty");
        assertThat(problems(uncertainty(good + ", \"actsOn\": \"background\"")))
                .containsExactly("file.json:64:82: \"actsOn\" is \"background\"; valid: standard model, signal");
        assertThat(problems(uncertainty(good + ", \"efficiencyUncertainty\": [0.1]")))
                .containsExactly("file.json:64:97: \"efficiencyUncertainty\" has 1 number, expected 2, one per q2"
                        + " bin of the response");
        assertThat(problems(uncertainty(good + ", \"efficiencyUncertainty\": [0.1, -0.1]")))
                .containsExactly("file.json:64:103: item 2 of \"efficiencyUncertainty\" is -0.1, expected >= 0");
        assertThat(problems(uncertainty(good + ", \"backgrounds\": {\"continum\": 3}")))
                .containsExactly("file.json:64:88: the background is \"continum\"; did you mean \"continuum\"?");
        assertThat(problems(uncertainty(good + ", \"backgrounds\": {\"signal\": 3}")))
                .containsExactly("file.json:64:88: the background is \"signal\"; valid: continuum");
        assertThat(problems(uncertainty(good + ", \"backgrounds\": {\"continuum\": 0}")))
                .containsExactly("file.json:64:101: \"continuum\" is 0.0, expected a ratio > 0");
        assertThat(problems(uncertainty(good + ", \"backgrounds\": [3]")))
                .containsExactly("file.json:64:87: \"backgrounds\" is a list, expected an object");
        assertThat(problems(uncertainty(good + ", \"newPhysicsStatistics\": 1")))
                .containsExactly("file.json:64:96: \"newPhysicsStatistics\" is the number 1, expected true or false");
        assertThat(problems(withTemplateUncertainties("{" + good + ", \"efficiencyUncertainty\": [0.1, 0.1]}")))
                .containsExactly("file.json:73:97: the responses of channel \"SR\" have different \"q2Edges\","
                        + " expected the same where there is an \"efficiencyUncertainty\"");
        assertThat(problems(withTemplateUncertainties("{" + good + "},\n{" + good + "}")))
                .containsExactly("file.json:74:13: there are two template uncertainties of channel \"SR\"");
        String other = good.replace("100", "200").replace("5", "6");
        assertThat(problems(withTemplateUncertainties("{" + good + "},\n{" + other + "}")))
                .contains(
                        "file.json:74:28: \"draws\" is 200 here and 100 for channel \"SR\", expected the same, because"
                                + " channels vary together",
                        "file.json:74:41: \"seed\" is 6 here and 5 for channel \"SR\", expected the same, because"
                                + " channels vary together");
    }

    @Test
    void reportsDuplicateFieldsAndTwoChannelsOfOneName() {
        assertThat(problemsAfter("\"id\": \"toy\",", "\"id\": \"toy\", \"id\": \"boy\","))
                .containsExactly("file.json:4:16: duplicate field \"id\"; it was given at line 4, column 3 already");
        String channel = """
                {"name": "SR", "title": "t", "variable": "v", "unit": "1", "bins": [{"low": 0, "high": 1}],
                "observed": [1], "samples": [{"name": "b", "role": "background", "nominal": [1]}]}
                """.strip();
        assertThat(problems(header("counting") + ", \"channels\": [" + channel + ",\n" + channel + "]}"))
                .containsExactly("file.json:4:10: there are two channels \"SR\"");
        assertThat(problems(header("counting") + ", \"channels\": []}"))
                .containsExactly("file.json:2:77: \"channels\" is empty, expected at least one item");
    }

    @Test
    void reportsWrongBranchingFractions() {
        assertThat(problems(header("branching-fractions")
                        + ",\n\"measurements\": [{\"transition\": \"Bs->inv\", \"value\": 0, \"errorLow\": 0, \"errorHigh\":"
                        + " 1}],\n\"correlation\": [[2]]}"))
                .containsExactly(
                        "file.json:3:68: \"errorLow\" of a branching fraction is 0.0, expected > 0",
                        "file.json:4:18: the diagonal of \"correlation\" is 2.0 in row 1, expected 1");
        assertThat(problems(header("branching-fractions") + ",\n\"measurements\": []}"))
                .containsExactly("file.json:3:17: \"measurements\" is empty, expected at least one item");
    }

    @Test
    void reportsWrongMixtures() {
        String mixture = "\"transition\": \"B0->K*0\"";
        assertThat(problemsAfter(mixture, "\"transition\": {}"))
                .containsExactly("file.json:50:21: \"transition\" is empty, expected the weight of a transition");
        assertThat(problemsAfter(mixture, "\"transition\": {\"B0->K*0\": 0.4, \"B+->K*+\": -1}"))
                .containsExactly("file.json:50:49: \"B+->K*+\" is -1.0, expected a weight > 0");
        assertThat(problemsAfter(mixture, "\"transition\": {\"B0->K*0\": \"half\"}"))
                .containsExactly("file.json:50:33: \"B0->K*0\" is the string \"half\", expected a number");
        assertThat(problemsAfter(mixture, "\"transition\": [1]"))
                .containsExactly("file.json:50:21: \"transition\" is a list, expected a string");
    }

    @Test
    void reportsWrongDetectorsAndGroups() {
        assertThat(extra("\"detector\": {\"boost\": -0.3, \"lengthCm\": 100}"))
                .containsExactly("file.json:74:13: the boost of the detector is -0.3, expected a finite number >= 0");
        assertThat(extra("\"detector\": {\"boost\": 0.3}"))
                .containsExactly("file.json:74:13: missing field \"lengthCm\" of \"detector\"");
        assertThat(extra("\"nuisanceGroups\": {\"shapes\": [\"shap\", \"norm*\"]}"))
                .containsExactly(
                        "file.json:74:31: item 1 of nuisance group \"shapes\" is \"shap\"; did you mean \"shape\"?");
        assertThat(extra("\"nuisanceGroups\": {\"a\": [\"sha*\"], \"b\": [\"shape\"]}"))
                .containsExactly(
                        "file.json:74:41: item 1 of nuisance group \"b\" is \"shape\", but \"shape\" is in \"a\""
                                + " already");
        assertThat(extra("\"nuisanceGroups\": {\"a\": [\"gamma\"]}"))
                .containsExactly("file.json:74:26: item 1 of nuisance group \"a\" is \"gamma\", but \"gamma\" is in"
                        + " \"mcStatistics\" already");
        assertThat(extra("\"nuisanceGroups\": {\"others\": [\"shape\"]}"))
                .containsExactly("file.json:74:20: a nuisance group has the id \"others\", expected a name other than"
                        + " those of the built-in groups formFactors, mcStatistics, others");
        assertThat(extra("\"nuisanceGroups\": {\"a\": []}"))
                .containsExactly("file.json:74:20: nuisance group a has no member");
        assertThat(extra("\"nuisanceGroups\": [\"a\"]"))
                .containsExactly("file.json:74:19: \"nuisanceGroups\" is a list, expected an object");
    }

    private static List<String> extra(String field) {
        return problemsAfter("\"formFactorParameters\"", "\n" + field + ", \"formFactorParameters\"");
    }

    @Test
    void readsResourcesOfPlugins() {
        AtomicBoolean closed = new AtomicBoolean();
        JsonDatasetReader reader = new JsonDatasetReader();

        assertThat(reader.read("counting.json", name -> stream(name, () -> closed.set(true))))
                .isEqualTo(read(resource("counting.json")));
        assertThat(closed).isTrue();
        assertThatThrownBy(() -> reader.read("no.json", JsonDatasetReaderTest.class::getResourceAsStream))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the resource no.json of the plugin is missing");
        assertThatThrownBy(() -> reader.read(
                        "counting.json",
                        name -> stream(name, () -> {
                            throw new IOException("disk gone");
                        })))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot read the resource counting.json of the plugin")
                .hasRootCauseMessage("disk gone");
    }

    private static InputStream stream(String name, Closeable whenClosed) {
        return new FilterInputStream(JsonDatasetReaderTest.class.getResourceAsStream(name)) {
            @Override
            public void close() throws IOException {
                super.close();
                whenClosed.close();
            }
        };
    }

    private static String header(String kind) {
        return "{\"format\": \"emiss-dataset/1\", \"kind\": \"" + kind + "\", \"id\": \"x\", \"title\": \"x\",\n"
                + "\"quality\": \"unpublished\", \"provenance\": {\"citation\": \"nobody\"}";
    }

    private static List<String> problemsAfter(String text, String replacement) {
        String original = resource("counting.json");
        assertThat(original).contains(text);
        int at = original.indexOf(text);
        return problems(original.substring(0, at) + replacement + original.substring(at + text.length()));
    }

    private static List<String> problems(String text) {
        DataFormatException exception = catchThrowableOfType(DataFormatException.class, () -> read(text));
        assertThat(exception).as("the exception about a wrong file").isNotNull();
        return exception.problems();
    }

    private static Dataset read(String text) {
        return new JsonDatasetReader()
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "file.json");
    }

    private static String resource(String name) {
        try (InputStream content = JsonDatasetReaderTest.class.getResourceAsStream(name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
