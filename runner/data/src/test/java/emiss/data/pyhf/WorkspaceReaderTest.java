package emiss.data.pyhf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import emiss.api.DoubleVector;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.DataFormatException;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceReaderTest {
    private static final String WORKSPACE = """
            {"channels": [
              {"name": "SR", "samples": [
                {"name": "signal", "data": [2, 3], "modifiers": [
                  {"name": "mu", "type": "normfactor", "data": null},
                  {"name": "eff", "type": "normsys", "data": {"lo": 0.9, "hi": 1.2}}]},
                {"name": "rest", "data": [20, 30], "modifiers": [
                  {"name": "shape", "type": "histosys", "data": {"lo_data": [18, 31], "hi_data": [22, 29]}},
                  {"name": "mc", "type": "staterror", "data": [1, 2]},
                  {"name": "lumi", "type": "lumi", "data": null},
                  {"name": "own", "type": "shapesys", "data": [2, 3]}]}]},
              {"name": "CR", "samples": [
                {"name": "rest", "data": [40], "modifiers": [
                  {"name": "mc", "type": "staterror", "data": [3]},
                  {"name": "free", "type": "shapefactor", "data": null}]}]}],
             "observations": [{"name": "CR", "data": [44]}, {"name": "SR", "data": [25, 31]}],
             "measurements": [
               {"name": "first", "config": {"poi": "mu", "parameters": [
                 {"name": "lumi", "auxdata": [1], "sigmas": [0.02], "bounds": [[0.5, 1.5]], "inits": [1]},
                 {"name": "mc", "sigmas": [0.1, 0.2, 0.3]},
                 {"name": "absent", "fixed": true}]}},
               {"name": "second", "config": {"poi": "eff", "parameters": [
                 {"name": "lumi", "auxdata": [1.1], "sigmas": [0.03]}]}}],
             "version": "1.0.0"}
            """;

    private static CountingData read(String workspace, WorkspaceChoice choice) {
        return new WorkspaceReader()
                .read(new ByteArrayInputStream(workspace.getBytes(StandardCharsets.UTF_8)), "w.json", choice);
    }

    private static List<String> problems(String workspace, WorkspaceChoice choice) {
        DataFormatException wrong = catchThrowableOfType(DataFormatException.class, () -> read(workspace, choice));
        assertThat(wrong).as("the complaint").isNotNull();
        return wrong.problems();
    }

    @Test
    void samplesOfTheParameterOfInterestAreSignal() {
        CountingData data = read(WORKSPACE, WorkspaceChoice.first("w"));
        assertThat(data.channels()).extracting("name").containsExactly("SR", "CR");
        assertThat(data.channels().get(0).samples())
                .extracting(Sample::role)
                .containsExactly(Sample.Role.SIGNAL, Sample.Role.BACKGROUND);
        assertThat(data.channels().get(0).samples().get(0).systematics())
                .containsExactly(new Systematic.NormSys("eff", 0.9, 1.2));
        assertThat(data.channels().get(0).samples().get(1).systematics())
                .contains(new Systematic.Lumi("lumi", 1, 0.02));
        assertThat(data.channels().get(1).observed()).isEqualTo(DoubleVector.of(44));
        assertThat(data.signalStrength()).isEqualTo("mu");
        assertThat(settings(data, "mu").bounds()).containsExactly(new ParameterSettings.Bounds(0, 10));
        assertThat(settings(data, "eff").bounds()).containsExactly(new ParameterSettings.Bounds(-5, 5));
        assertThat(settings(data, "own").bounds()).hasSize(2).contains(new ParameterSettings.Bounds(1e-10, 10));
    }

    /** In pyhf the factors of CR come first, because channels are sorted by name. */
    @Test
    void factorsOfSeveralChannelsAreSplit() {
        CountingData data = read(WORKSPACE, WorkspaceChoice.first("w"));
        assertThat(settings(data, "mc_CR").sigmas()).isEqualTo(DoubleVector.of(0.1));
        assertThat(settings(data, "mc_SR").sigmas()).isEqualTo(DoubleVector.of(0.2, 0.3));
    }

    private static ParameterSettings settings(CountingData data, String name) {
        return data.parameters().stream()
                .filter(settings -> settings.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void measurementsAreChosenByName() {
        CountingData data = read(WORKSPACE, new WorkspaceChoice("w", "second", Optional.empty()));
        assertThat(data.channels().get(0).samples()).extracting(Sample::role).containsOnly(Sample.Role.BACKGROUND);
        assertThat(data.channels().get(0).samples().get(0).systematics()).contains(new Systematic.NormFactor("mu"));
        assertThat(problems(WORKSPACE, new WorkspaceChoice("w", "secnd", Optional.empty())))
                .singleElement()
                .asString()
                .endsWith("there is no measurement \"secnd\"; did you mean \"second\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"normsys\" | \"normsis\" | w.json:5:31: \"type\" is \"normsis\"; did you mean \"normsys\"?",
                "\"hi\": 1.2 | \"hi\": 0 | w.json:5:68: \"hi\" is 0.0, expected a factor > 0",
                "\"hi\": 1.2 | \"high\": 1.2 | w.json:5:50: missing field \"hi\" of \"data\"",
                "[18, 31] | [18] | w.json:7:65: \"lo_data\" has 1 numbers, expected 2 as in the sample",
                "\"data\": [20, 30] | \"data\": [20] | w.json:6:30: \"data\" has 1 numbers, expected 2 as in the observation",
                "{\"name\": \"SR\", \"data\": [25, 31]} | {\"name\": \"S\", \"data\": [25, 31]} | w.json:2:12: channel \"SR\" has no observation",
                "[25, 31] | [25, -1] | w.json:15:72: item 2 of \"data\" is -1.0, expected a count >= 0",
                "\"name\": \"free\" | \"name\": \"eff\" | w.json:14:16: \"eff\" is the name of a shapefactor here and of a normsys before",
                "\"name\": \"free\", \"type\": \"shapefactor\", \"data\": null | \"name\": \"own\", \"type\": \"shapesys\", \"data\": [1] | w.json:14:16: shapesys \"own\" is used twice, expected one sample and channel only",
                "\"sigmas\": [0.02], | | w.json:18:6: the measurement gives no centre and width of \"lumi\", expected \"auxdata\" and \"sigmas\" with one number each",
                "[0.1, 0.2, 0.3] | [0.1, 0.2] | w.json:19:6: \"sigmas\" of parameter \"mc\" has 2 entries, expected 3",
                "\"version\": \"1.0.0\" | \"version\": \"2.0.0\" | w.json:23:13: \"version\" is \"2.0.0\"",
                "{\"name\": \"CR\", \"samples\" | {\"name\": \"SR\", \"samples\" | w.json:11:12: there are two channels \"SR\"",
                "\"name\": \"rest\", \"data\": [20, 30] | \"name\": \"signal\", \"data\": [20, 30] | w.json:6:14: the channel has two samples \"signal\"",
                "[1, 2] | [1, -2] | w.json:8:51: item 2 of \"data\" is -2.0, expected an uncertainty >= 0",
                "\"name\": \"own\", \"type\": \"shapesys\" | \"name\": \"mc\", \"type\": \"staterror\" | w.json:10:16: the sample has two modifiers staterror \"mc\"",
                "{\"name\": \"CR\", \"data\": [44]} | {\"name\": \"SR\", \"data\": [44]} | w.json:15:58: there are two observations of channel \"SR\"",
                "\"name\": \"absent\" | \"name\": \"mc\" | w.json:20:15: there are two configurations of parameter \"mc\"",
                "\"name\": \"second\" | \"name\": \"first\" | w.json:21:13: there are two measurements \"first\"",
                "\"name\": \"mu\", | \"name\": \"mu\", \"nam\": 1, | w.json:4:22: unknown field \"nam\"",
                "{\"lo\": 0.9, | {\"low\": 1, \"lo\": 0.9, | w.json:5:51: unknown field \"low\"",
                "\"data\": [44] | \"data\": [44], \"bins\": 1 | w.json:15:48: unknown field \"bins\"",
                "\"data\": [40], | \"data\": [40], \"role\": 1, | w.json:12:36: unknown field \"role\"",
                "\"name\": \"CR\", \"samples\" | \"name\": \"CR\", \"title\": 1, \"samples\" | w.json:11:18: unknown field \"title\"",
                "\"name\": \"first\", | \"name\": \"first\", \"id\": 1, | w.json:17:22: unknown field \"id\"",
                "\"poi\": \"mu\", | \"poi\": \"mu\", \"pois\": 1, | w.json:17:46: unknown field \"pois\"",
                "\"inits\": [1]} | \"inits\": [1], \"init\": 1} | w.json:18:95: unknown field \"init\"",
                "\"version\": | \"versions\": 1, \"version\": | w.json:23:2: unknown field \"versions\"",
                "\"type\": \"lumi\", \"data\": null | \"type\": \"lumi\", \"data\": 3 | w.json:9:48: \"data\" is the number 3, expected null",
                "\"auxdata\": [1], | \"auxdata\": [0], | w.json:18:6: lumi lumi is 0.0 +- 0.02, expected both > 0",
                "[[0.5, 1.5]] | [[0.5]] | w.json:18:68: an item of \"bounds\" is not two numbers, the smaller one first",
                "[[0.5, 1.5]] | [[0.5, 1.5], [0, 1]] | w.json:18:6: \"bounds\" of parameter \"lumi\" has 2 entries, expected 1",
                "[[0.5, 1.5]] | [[1.5, 0.5]] | w.json:18:68: an item of \"bounds\" is not two numbers, the smaller one first",
                "\"name\": \"mc\", \"sigmas\": | \"name\": \"eff\", \"sigmas\": | w.json:19:6: \"sigmas\" of parameter \"eff\" has 3 entries, expected 1",
                "{\"name\": \"mc\", \"sigmas\": [0.1, 0.2, 0.3]} | {\"name\": \"eff\", \"sigmas\": [2]} | w.json:19:6: parameter eff takes no sigmas; only lumi and staterror do",
                "{\"name\": \"mc\", \"sigmas\": [0.1, 0.2, 0.3]} | {\"name\": \"mu\", \"auxdata\": [2]} | w.json:19:6: parameter mu has no constraint, so no auxdata"
            })
    void saysWhatIsWrongAndWhere(String before, String after, String message) {
        assertThat(WORKSPACE).contains(before);
        assertThat(problems(WORKSPACE.replace(before, after == null ? "" : after), WorkspaceChoice.first("w")))
                .anySatisfy(problem -> assertThat(problem).startsWith(message));
    }

    /** No events, no uncertainty and bounds that hold a parameter are possible. */
    @Test
    void zerosAreNumbers() {
        CountingData data = read(
                WORKSPACE
                        .replace("[25, 31]", "[0, 31]")
                        .replace("[1, 2]", "[0, 2]")
                        .replace("[[0.5, 1.5]]", "[[1, 1]]"),
                WorkspaceChoice.first("w"));
        assertThat(data.channels().get(0).observed()).isEqualTo(DoubleVector.of(0, 31));
        assertThat(settings(data, "lumi").bounds()).containsExactly(new ParameterSettings.Bounds(1, 1));
    }

    /**
     * Signal that only a histosys gives stands on next to nothing, so that the strength multiplies it; its own uncertainty of no
     * events stays none. Where there is a response, or where another signal sample has events, that is not needed.
     */
    @Test
    void signalCanBeAllShift() {
        String shifted = WORKSPACE.replace(
                "{\"name\": \"eff\", \"type\": \"normsys\", \"data\": {\"lo\": 0.9, \"hi\": 1.2}}",
                "{\"name\": \"eff\", \"type\": \"histosys\", \"data\": {\"lo_data\": [0, 3], \"hi_data\": [0.5, 3]}},"
                        + " {\"name\": \"ss\", \"type\": \"shapesys\", \"data\": [0.5, 0.6]}");
        String empty = shifted.replace("\"data\": [2, 3], \"modifiers\"", "\"data\": [0, 3], \"modifiers\"");
        Sample signal = signalOf(empty);
        assertThat(signal.nominal().at(0)).isPositive().isLessThan(1e-6);
        assertThat(signal.nominal().at(1)).isEqualTo(3);
        assertThat(signal.systematics()).contains(new Systematic.ShapeSys("ss", DoubleVector.of(0, 0.6)));
        assertThat(signalOf(shifted).nominal()).isEqualTo(DoubleVector.of(2, 3));
        assertThat(signalOf(empty.replace("\"hi_data\": [0.5, 3]", "\"hi_data\": [0, 3]"))
                        .nominal())
                .isEqualTo(DoubleVector.of(0, 3));
        assertThat(signalOf(empty.replace(
                                "\"lo_data\": [0, 3], \"hi_data\": [0.5, 3]",
                                "\"lo_data\": [0.2, 3], \"hi_data\": [0, 3]"))
                        .nominal()
                        .at(0))
                .isPositive();
        String second = empty.replace(
                "{\"name\": \"rest\", \"data\": [20, 30]",
                "{\"name\": \"more\", \"data\": [1, 1], \"modifiers\": [{\"name\": \"mu\", \"type\": \"normfactor\", \"data\": null}]},"
                        + " {\"name\": \"rest\", \"data\": [20, 30]");
        assertThat(signalOf(second).nominal()).isEqualTo(DoubleVector.of(0, 3));
    }

    private static Sample signalOf(String workspace) {
        return read(workspace, WorkspaceChoice.first("w"))
                .channels()
                .get(0)
                .samples()
                .get(0);
    }

    @Test
    void theTitleSaysWhyThereIsNoSignal() {
        assertThat(read(WORKSPACE.replace("\"poi\": \"mu\"", "\"poi\": \"\""), WorkspaceChoice.first("w"))
                        .title())
                .isEqualTo("pyhf workspace, measurement first, no signal: it names no parameter of interest");
        assertThat(read(WORKSPACE.replace("\"poi\": \"mu\"", "\"poi\": \"mc_\""), WorkspaceChoice.first("w"))
                        .title())
                .isEqualTo(
                        "pyhf workspace, measurement first, no signal: its parameter of interest \"mc_\" belongs to no"
                                + " modifier, did you mean \"mc\"?");
    }

    /** A set of factors that acts in SR and CR is split into mc_CR and mc_SR, beside a parameter that is called mc_CR. */
    @Test
    void namesThatAreMadeUpAreNobodysName() {
        String workspace = WORKSPACE.replace("\"name\": \"free\"", "\"name\": \"mc_CR\"");
        CountingData data = read(workspace, WorkspaceChoice.first("w"));
        assertThat(data.channels().get(1).samples().get(0).systematics())
                .extracting(Systematic::name)
                .containsExactly("mc_CR_", "mc_CR");
        assertThat(settings(data, "mc_CR_").sigmas()).isEqualTo(DoubleVector.of(0.1));
        assertThat(settings(data, "mc_CR").bounds()).containsExactly(new ParameterSettings.Bounds(0, 10));
        CountingData second = read(
                WORKSPACE.replace("\"name\": \"free\"", "\"name\": \"mu_signal\""),
                new WorkspaceChoice("w", "second", Optional.empty()));
        assertThat(second.signalStrength()).isEqualTo("mu_signal_");
    }

    @Test
    void aChannelHasBins() {
        assertThat(problems(WORKSPACE.replace("\"data\": [44]", "\"data\": []"), WorkspaceChoice.first("w")))
                .containsExactly("w.json:15:42: \"data\" is empty, expected at least one item");
        assertThat(problems(
                        WORKSPACE
                                .replace("\"data\": [44]", "\"data\": []")
                                .replace("\"data\": [40]", "\"data\": []")
                                .replace("\"data\": [3]", "\"data\": []"),
                        WorkspaceChoice.first("w")))
                .containsExactly("w.json:15:42: \"data\" is empty, expected at least one item");
    }

    /** A workspace may have negative weights, as in pyhf; where there is a response they would have no meaning. */
    @Test
    void thereAreNoFewerThanNoEvents() {
        SignalResponse response = new SignalResponse(
                "signal",
                "B+->K+",
                DoubleVector.of(0, 10, 20),
                Map.of("SR", List.of(DoubleVector.of(1, 0.5), DoubleVector.of(0, 3))),
                DoubleVector.of(1e-6, 2e-6));
        String negativeSignal =
                WORKSPACE.replace("\"data\": [2, 3], \"modifiers\"", "\"data\": [2, -3], \"modifiers\"");
        assertThat(read(negativeSignal, WorkspaceChoice.first("w")).channels()).hasSize(2);
        assertThat(problems(negativeSignal, new WorkspaceChoice("w", "", Optional.of(response))))
                .containsExactly(
                        "w.json:2:3: the signal of channel \"SR\" has -3.0 events in bin 2, expected >= 0 where"
                                + " there is a response");
        assertThat(problems(
                        WORKSPACE.replace("[20, 30]", "[-20, 30]"),
                        new WorkspaceChoice("w", "", Optional.of(response))))
                .containsExactly("w.json:2:3: all background of channel \"SR\" has -20.0 events in bin 1, expected >= 0"
                        + " where there is a response");
    }

    @Test
    void idsCanBeFileNames() {
        assertThatThrownBy(() -> WorkspaceChoice.first("../../evil"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the id \"../../evil\" cannot be a file name, expected letters, digits and . _ + - only");
    }

    @Test
    void staterrorsNeedOneSetOfChannels() {
        String workspace = WORKSPACE.replace(
                "{\"name\": \"eff\", \"type\": \"normsys\", \"data\": {\"lo\": 0.9, \"hi\": 1.2}}",
                "{\"name\": \"mc\", \"type\": \"staterror\", \"data\": [1, 1]}");
        assertThat(problems(workspace, WorkspaceChoice.first("w")))
                .singleElement()
                .asString()
                .contains("staterror \"mc\" acts on its samples in different channels");
    }

    @Test
    void aResponseBelongsToTheSignal() {
        SignalResponse response = new SignalResponse(
                "signal",
                "B+->K+",
                DoubleVector.of(0, 10, 20),
                Map.of("SR", List.of(DoubleVector.of(1, 0.5), DoubleVector.of(0, 3))),
                DoubleVector.of(1e-6, 2e-6));
        CountingData data = read(WORKSPACE, new WorkspaceChoice("w", "", Optional.of(response)));
        assertThat(data.responses()).hasSize(1);
        assertThat(data.responses().get(0).eventsPerBranchingFraction())
                .containsExactly(DoubleVector.of(1e6, 2.5e5), DoubleVector.of(0, 1.5e6));
        SignalResponse elsewhere = new SignalResponse(
                "rest",
                "B+->K+",
                response.q2Edges(),
                Map.of("CR", List.of(DoubleVector.of(1, 1))),
                response.nullSpectrum());
        assertThat(problems(WORKSPACE, new WorkspaceChoice("w", "", Optional.of(elsewhere))))
                .containsExactly(
                        "w.json:11:3: the samples of channel \"CR\" with the normfactor \"mu\" are [], expected only"
                                + " the signal sample \"rest\"");
        SignalResponse unknown = new SignalResponse(
                "signal", "B+->K+", response.q2Edges(), Map.of("SX", List.of()), response.nullSpectrum());
        assertThat(problems(WORKSPACE, new WorkspaceChoice("w", "", Optional.of(unknown))))
                .containsExactly("w.json:2:3: there is a number density of channel \"SX\"; did you mean \"SR\"?");
        assertThat(problems(WORKSPACE, new WorkspaceChoice("w", "second", Optional.of(response))))
                .anySatisfy(problem -> assertThat(problem).contains("is not a normfactor"));
    }

    @Test
    void writtenWorkspacesReadBackEqual() {
        CountingData data = read(WORKSPACE, WorkspaceChoice.first("w"));
        String written = new WorkspaceWriter().write(List.of(data), "first", new WorkspaceNames(List.of(data), "mu"));
        assertThat(read(written, WorkspaceChoice.first("w"))).isEqualTo(data);
        CountingData second = read(WORKSPACE, new WorkspaceChoice("w", "second", Optional.empty()));
        assertThat(second.signalStrength()).isEqualTo("mu_signal");
    }

    /** Two data sets with a parameter x, one of which has a parameter that is called like the x of the other. */
    @Test
    void exportedNamesAreDifferent() {
        CountingData one =
                read(WORKSPACE.replace("\"name\": \"free\"", "\"name\": \"b_own\""), WorkspaceChoice.first("a"));
        CountingData two = read(WORKSPACE, WorkspaceChoice.first("b"));
        WorkspaceNames names = new WorkspaceNames(List.of(one, two), "mu");
        assertThat(names.parameter(one, "b_own")).isEqualTo("b_own");
        assertThat(names.parameter(one, "own")).isEqualTo("a_own");
        assertThat(names.parameter(two, "own")).isEqualTo("b_own_");
        assertThat(names.parameter(two, "free")).isEqualTo("free");
        assertThat(names.channel(two, "SR")).isEqualTo("b_SR");
    }
}
