package emiss.testkit;

import emiss.api.scenario.Scenario;
import org.junit.jupiter.api.Test;

/**
 * What every scenario plugin must keep to, as JUnit tests. Implement it in a test class:
 *
 * <pre>{@code
 * final class DarkPhotonTest implements ScenarioContract {
 *     @Override
 *     public Scenario scenario() {
 *         return new DarkPhoton();
 *     }
 * }
 * }</pre>
 */
public interface ScenarioContract {
    /** {@return the plugin under test} */
    Scenario scenario();

    /** Runs {@link PluginChecks#checkClass}. */
    @Test
    default void classIsPublicFinalAndStateless() {
        PluginChecks.checkClass(scenario());
    }

    /** Runs {@link PluginChecks#checkRegistration}. */
    @Test
    default void isRegisteredInModuleInfoAndMetaInf() {
        PluginChecks.checkRegistration(Scenario.class, scenario());
    }

    /** Runs {@link ScenarioChecks#checkDescription}. */
    @Test
    default void describesItself() {
        ScenarioChecks.checkDescription(scenario());
    }

    /** Runs {@link ScenarioChecks#checkCouplings}. */
    @Test
    default void couplingsAreUnique() {
        ScenarioChecks.checkCouplings(scenario());
    }

    /** Runs {@link ScenarioChecks#checkBases}. */
    @Test
    default void basesAreConsistent() {
        ScenarioChecks.checkBases(scenario());
    }

    /** Runs {@link ScenarioChecks#checkSmCoupling}. */
    @Test
    default void standardModelCouplingIsDeclared() {
        ScenarioChecks.checkSmCoupling(scenario());
    }

    /** Runs {@link ScenarioChecks#checkEveryCouplingMatters}. */
    @Test
    default void everyCouplingMatters() {
        ScenarioChecks.checkEveryCouplingMatters(scenario());
    }

    /** Runs {@link ScenarioChecks#checkFiniteAndNonNegative}. */
    @Test
    default void spectralFunctionsAreFiniteAndNonNegative() {
        ScenarioChecks.checkFiniteAndNonNegative(scenario());
    }

    /** Runs {@link ScenarioChecks#checkHermitianForm}. */
    @Test
    default void spectralFunctionsAreHermitianForms() {
        ScenarioChecks.checkHermitianForm(scenario());
    }

    /** Runs {@link ScenarioChecks#checkInterferenceBound}. */
    @Test
    default void interferenceKeepsItsBound() {
        ScenarioChecks.checkInterferenceBound(scenario());
    }

    /** Runs {@link ScenarioChecks#checkThreshold}. */
    @Test
    default void thresholdIsRegular() {
        ScenarioChecks.checkThreshold(scenario());
    }

    /** Runs {@link ScenarioChecks#checkMasslessLimit}. */
    @Test
    default void masslessLimitIsRegular() {
        ScenarioChecks.checkMasslessLimit(scenario());
    }

    /** Runs {@link ScenarioChecks#checkRepeatable}. */
    @Test
    default void answersAreRepeatableFromAnyThread() {
        ScenarioChecks.checkRepeatable(scenario());
    }
}
