package emiss.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.module.ModuleDescriptor;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiVersionTest {
    private static final JarAttributes NONE = new JarAttributes(Map.of());

    @ParameterizedTest
    @CsvSource({"0.1.0, 0.1.0", "0.1.3, 0.1.0", "0.1.0, 0.1.0-SNAPSHOT", "1.2.0, 1.5.1", "2.0, 2.4"})
    void fitsVersionsOfTheSameSeries(String required, String running) throws PluginException {
        ApiVersion.check(required, running);

        assertThatThrownBy(() -> ApiVersion.check("9" + required, running)).isInstanceOf(PluginException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0.2.0, 0.1.0, 'it was built for emiss.api 0.2.0 and this is 0.1.0, expected 0.1.x'",
        "0.1.0, 0.2.0, 'it was built for emiss.api 0.1.0 and this is 0.2.0, expected 0.2.x'",
        "1.1.0, 0.1.0, 'it was built for emiss.api 1.1.0 and this is 0.1.0, expected 0.1.x'",
        "1.9.0, 2.0.0, 'it was built for emiss.api 1.9.0 and this is 2.0.0, expected 2.x'",
        "next, 0.1.0, 'Emiss-Api-Version is \"next\" in its manifest, expected a version like 0.1.0'"
    })
    void refusesOthers(String required, String running, String message) {
        assertThatThrownBy(() -> ApiVersion.check(required, running)).hasMessage(message);
    }

    @Test
    void theManifestComesBeforeTheDescriptor() {
        ModuleDescriptor compiled = ModuleDescriptor.newModule("plugin")
                .requires(Set.of(), "emiss.api", ModuleDescriptor.Version.parse("0.3.0"))
                .build();

        assertThat(ApiVersion.required(new JarAttributes(Map.of(ApiVersion.ATTRIBUTE, "0.2.0")), compiled))
                .contains("0.2.0");
        assertThat(ApiVersion.required(NONE, compiled)).contains("0.3.0");
        assertThat(ApiVersion.required(
                        NONE, ModuleDescriptor.newAutomaticModule("plugin").build()))
                .isEmpty();
    }

    @Test
    void thisProgramHasOne() {
        assertThat(ApiVersion.running()).isPresent();
    }
}
