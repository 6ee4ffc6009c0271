package emiss.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import emiss.api.Provenance;
import emiss.api.Quantity;
import emiss.api.decay.Daughter;
import emiss.api.decay.SmInputs;
import emiss.api.decay.Transition;
import emiss.api.experiment.DataFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StandardInputsTest {
    private static final StandardInputs INPUTS = StandardInputs.builtIn();

    @Test
    void holdsTheConstants() {
        SmInputs inputs = INPUTS.inputs();
        check(inputs.fermiConstant(), 1.1663788e-5, 6e-12, "GeV^-2");
        check(inputs.inverseAlpha(), 127.952, 0.009, "1");
        check(inputs.sin2ThetaW(), 0.23121, 0.00004, "1");
        check(inputs.topLoop(), 1.469, 0.017, "1");
        check(inputs.lambdaT(), 0.04185, 0.00093, "1");
        check(inputs.inverseAlphaWeakEffective(), 133, 0, "1");
        check(inputs.bQuarkMass(), 4.8, 0, "GeV");
        check(inputs.sQuarkMass(), 0.093, 0, "GeV");
        check(inputs.bsDecayConstant(), 0.2303, 0.0013, "GeV");
        check(inputs.higgsVacuumExpectationValue(), 246.22, 0, "GeV");
        check(inputs.hbar(), 6.582119569e-25, 0, "GeV s");
        check(inputs.inverseAlphaBottom(), 132.116, 0, "1");
    }

    @Test
    void holdsTheCatalogue() {
        // Masses and lifetimes of the Review of Particle Physics 2024
        assertThat(INPUTS.transitions())
                .containsExactly(
                        new Transition("B+->K+", Daughter.PSEUDOSCALAR, 5.27941, 0.493677, 1.638e-12, "B->K"),
                        new Transition("B0->K0", Daughter.PSEUDOSCALAR, 5.27972, 0.497611, 1.517e-12, "B->K"),
                        new Transition("B+->K*+", Daughter.VECTOR, 5.27941, 0.89167, 1.638e-12, "B->K*"),
                        new Transition("B0->K*0", Daughter.VECTOR, 5.27972, 0.89555, 1.517e-12, "B->K*"),
                        new Transition("Bs->inv", Daughter.NONE, 5.36693, 0, 1.52e-12, "Bs"),
                        new Transition("Bs->phi", Daughter.VECTOR, 5.36693, 1.019461, 1.52e-12, "Bs->phi"),
                        new Transition(
                                "Lambda_b->Lambda", Daughter.BARYON, 5.6196, 1.115683, 1.4709e-12, "Lambda_b->Lambda"));
        assertThat(INPUTS.transition("B0->K*0")).contains(INPUTS.transitions().get(3));
        assertThat(INPUTS.transition("B0->K*")).isEmpty();
    }

    @Test
    void lifetimesAreThoseOfThePublishedWidths() {
        double hbar = INPUTS.inputs().hbar().value();
        assertThat(hbar / INPUTS.transition("B+->K+").orElseThrow().parentLifetime())
                .isCloseTo(4.018e-13, within(0.0005e-13));
        assertThat(hbar / INPUTS.transition("B0->K0").orElseThrow().parentLifetime())
                .isCloseTo(4.339e-13, within(0.0005e-13));
        assertThat(hbar / INPUTS.transition("Bs->inv").orElseThrow().parentLifetime())
                .isCloseTo(4.330e-13, within(0.0005e-13));
        assertThat(hbar / INPUTS.transition("Lambda_b->Lambda").orElseThrow().parentLifetime())
                .isCloseTo(4.475e-13, within(0.0005e-13));
    }

    @Test
    void readsWhatItReadBefore() {
        assertThat(read(resource())).isEqualTo(INPUTS);
    }

    @Test
    void mayHaveATitleAndACitation() {
        assertThat(INPUTS.title()).isEmpty();
        assertThat(INPUTS.provenance()).isEmpty();

        StandardInputs named = read(
                resource().replaceFirst("\\{", "{\"title\": \"Mine\", \"provenance\": {\"citation\": \"nobody\"},"));

        assertThat(named.title()).isEqualTo("Mine");
        assertThat(named.provenance()).contains(new Provenance("nobody", List.of(), ""));
        assertThat(named.inputs()).isEqualTo(INPUTS.inputs());
    }

    @Test
    void reportsProblemsWithTheirPlaces() {
        assertThat(problemsAfter("\"unit\": \"GeV^-2\"", "\"unit\": \"GeV-2\""))
                .containsExactly("file.json:7:15: the unit of \"fermiConstant\" is \"GeV-2\", expected \"GeV^-2\"");
        assertThat(problemsAfter("\"value\": 1.1663788e-05", "\"value\": -1"))
                .containsExactly("file.json:5:16: \"fermiConstant\" is -1.0, expected > 0");
        assertThat(problemsAfter("\"uncertainty\": 6e-12", "\"uncertainty\": -6e-12"))
                .containsExactly("file.json:4:22: the uncertainty is -6.0E-12, expected a finite number >= 0");
        assertThat(problemsAfter("\"fermiConstant\"", "\"fermiconstant\""))
                .containsExactly(
                        "file.json:3:16: missing field \"fermiConstant\" of \"constants\"",
                        "file.json:4:5: unknown field \"fermiconstant\"; did you mean \"fermiConstant\"?");
        assertThat(problemsAfter(
                        "\"parent\": \"B0\", \"daughter\": \"K0\"", "\"parent\": \"K+\", \"daughter\": \"K1\""))
                .singleElement()
                .asString()
                .matches("file.json:\\d+:50: \"daughter\" is \"K1\"; did you mean \"K\\+\"\\?");
        assertThat(problemsAfter(
                        "\"parent\": \"B0\", \"daughter\": \"K0\"", "\"parent\": \"K*0\", \"daughter\": \"K0\""))
                .singleElement()
                .asString()
                .matches("file.json:\\d+:32: \"parent\" is \"K\\*0\", which has no lifetime");
        assertThat(problemsAfter("\"daughterKind\": \"none\"", "\"daughterKind\": \"vector\""))
                .singleElement()
                .asString()
                .matches("file.json:\\d+:5: transition Bs->inv has daughter VECTOR of mass 0.0 GeV, expected mass 0"
                        + " exactly if there is no daughter");
        assertThat(problemsAfter("\"id\": \"B0->K0\"", "\"id\": \"B+->K+\""))
                .singleElement()
                .asString()
                .matches("file.json:\\d+:5: there are two transitions \"B\\+->K\\+\"");
        assertThat(problemsAfter("\"process\": \"Bs\"", "\"process\": \"B->K\""))
                .singleElement()
                .asString()
                .matches(
                        "file.json:\\d+:\\d+: \"process\" is \"B->K\", expected \"Bs\" where \"daughterKind\" is \"none\"");
        assertThat(problemsAfter("\"process\": \"B->K*\"", "\"process\": \"B->K\""))
                .singleElement()
                .asString()
                .endsWith(
                        ": \"process\" is \"B->K\", expected another one than that of B+->K+, which is \"pseudoscalar\","
                                + " where \"daughterKind\" is \"vector\"");
        assertThat(problemsAfter("\"process\": \"B->K\"", "\"process\": \"Bs\""))
                .singleElement()
                .asString()
                .endsWith(": \"process\" is \"Bs\", expected the process of form-factor sets where \"daughterKind\" is"
                        + " \"pseudoscalar\"");
        assertThat(problemsAfter("\"value\": 5.27972", "\"value\": \"5.27972\""))
                .singleElement()
                .asString()
                .matches("file.json:\\d+:18: \"value\" is the string \"5.27972\", expected a number");
    }

    @Test
    void baryonsGoWithBaryons() {
        assertThat(problemsAfter("\"daughter\": \"phi\"", "\"daughter\": \"Lambda\""))
                .singleElement()
                .asString()
                .endsWith(
                        ": \"daughter\" is \"Lambda\", expected one of \"mesons\" where \"daughterKind\" is \"vector\"");
        assertThat(problemsAfter("\"daughterKind\": \"baryon\"", "\"daughterKind\": \"vector\""))
                .hasSize(2)
                .first()
                .asString()
                .endsWith(": \"parent\" is \"Lambda_b\", expected one of \"mesons\" where \"daughterKind\" is"
                        + " \"vector\"");
        assertThat(problemsAfter("\"parent\": \"Lambda_b\"", "\"parent\": \"B0\""))
                .singleElement()
                .asString()
                .endsWith(": \"parent\" is \"B0\", expected one of \"baryons\" where \"daughterKind\" is \"baryon\"");
        assertThat(problemsAfter("\"Lambda\": {", "\"K+\": {"))
                .first()
                .asString()
                .endsWith(": \"K+\" is a meson and a baryon, expected one of the two");
    }

    @Test
    void aProcessIsAnyName() {
        StandardInputs inputs = read(resource()
                .replace(
                        "\"transitions\": [",
                        "\"transitions\": [{\"id\": \"Bs->K*0\", \"parent\": \"Bs\", \"daughter\": \"K*0\","
                                + " \"daughterKind\": \"vector\", \"process\": \"Bs->K*\"},"));

        assertThat(inputs.transition("Bs->K*0"))
                .contains(new Transition("Bs->K*0", Daughter.VECTOR, 5.36693, 0.89555, 1.52e-12, "Bs->K*"));
        assertThat(inputs.transitions()).hasSize(INPUTS.transitions().size() + 1);
    }

    private static void check(Quantity quantity, double value, double uncertainty, String unit) {
        assertThat(quantity.value()).isEqualTo(value);
        assertThat(quantity.uncertainty()).isEqualTo(uncertainty);
        assertThat(quantity.unit()).isEqualTo(unit);
        assertThat(quantity.source()).isNotBlank();
    }

    private static List<String> problemsAfter(String text, String replacement) {
        String original = resource();
        assertThat(original).contains(text);
        int at = original.indexOf(text);
        String changed = original.substring(0, at) + replacement + original.substring(at + text.length());
        DataFormatException exception = catchThrowableOfType(DataFormatException.class, () -> read(changed));
        assertThat(exception).as("the exception about a wrong file").isNotNull();
        return exception.problems();
    }

    private static StandardInputs read(String text) {
        return StandardInputs.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "file.json");
    }

    private static String resource() {
        try (InputStream content = StandardInputs.class.getResourceAsStream("sm-inputs.json")) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
