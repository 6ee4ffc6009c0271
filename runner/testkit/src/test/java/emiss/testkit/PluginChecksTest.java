package emiss.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import emiss.api.scenario.Scenario;
import org.junit.jupiter.api.Test;

final class PluginChecksTest {
    /** A class as a plugin's should be. */
    public static final class Good {
        private static final int CONSTANT = 1;
        private final int value = CONSTANT;

        /** Does nothing. */
        public Good() {}

        int value() {
            return value;
        }
    }

    /** Not final. */
    public static class Open {
        /** Does nothing. */
        public Open() {}
    }

    /** Without a public constructor that takes nothing. */
    public static final class Closed {
        /** Takes an argument. */
        public Closed(int ignored) {}
    }

    /** With a field that changes. */
    public static final class Stateful {
        private int calls;

        /** Does nothing. */
        public Stateful() {}

        int call() {
            return calls++;
        }
    }

    private static final class Hidden {}

    @Test
    void acceptsAGoodClass() {
        PluginChecks.checkClass(new Good());
    }

    @Test
    void catchesWrongClasses() {
        fails(() -> PluginChecks.checkClass(new Hidden()), "is a public class");
        fails(() -> PluginChecks.checkClass(new Open()), "is a final class");
        fails(() -> PluginChecks.checkClass(new Closed(1)), "without arguments");
        fails(() -> PluginChecks.checkClass(new Stateful()), "that are not final");
    }

    @Test
    void catchesAPluginThatIsNotRegistered() {
        fails(
                () -> PluginChecks.checkRegistration(Scenario.class, new Toy()),
                "providers of emiss.api.scenario.Scenario that ServiceLoader finds");
    }

    private static void fails(Runnable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check::run).withMessageContaining(message);
    }
}
