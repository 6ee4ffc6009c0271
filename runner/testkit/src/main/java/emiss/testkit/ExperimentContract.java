package emiss.testkit;

import emiss.api.experiment.Experiment;
import org.junit.jupiter.api.Test;

/**
 * What every experiment plugin must keep to, as JUnit tests. Implement it in a test class that returns the plugin, as
 * shown at {@link ScenarioContract}.
 */
public interface ExperimentContract {
    /** {@return the plugin under test} */
    Experiment experiment();

    /** Runs {@link PluginChecks#checkClass}. */
    @Test
    default void classIsPublicFinalAndStateless() {
        PluginChecks.checkClass(experiment());
    }

    /** Runs {@link PluginChecks#checkRegistration}. */
    @Test
    default void isRegisteredInModuleInfoAndMetaInf() {
        PluginChecks.checkRegistration(Experiment.class, experiment());
    }

    /** Runs {@link ExperimentChecks#checkIdentity}. */
    @Test
    default void dataSetBearsTheNameOfThePlugin() {
        ExperimentChecks.checkIdentity(experiment());
    }

    /** Runs {@link ExperimentChecks#checkRepeatable}. */
    @Test
    default void dataSetIsTheSameEveryTime() {
        ExperimentChecks.checkRepeatable(experiment());
    }

    /** Runs {@link ExperimentChecks#checkProvenance}. */
    @Test
    default void sourcesAreNamed() {
        ExperimentChecks.checkProvenance(ExperimentChecks.read(experiment()));
    }

    /** Runs {@link ExperimentChecks#checkTransitions}. */
    @Test
    default void transitionsAreInTheCatalogue() {
        ExperimentChecks.checkTransitions(ExperimentChecks.read(experiment()));
    }

    /** Runs {@link ExperimentChecks#checkChannels}. */
    @Test
    default void channelsExpectEvents() {
        ExperimentChecks.checkChannels(ExperimentChecks.read(experiment()));
    }

    /** Runs {@link ExperimentChecks#checkResponses}. */
    @Test
    default void responsesAreUsable() {
        ExperimentChecks.checkResponses(ExperimentChecks.read(experiment()));
    }

    /** Runs {@link ExperimentChecks#checkParameters}. */
    @Test
    default void parametersAreNamedConsistently() {
        ExperimentChecks.checkParameters(ExperimentChecks.read(experiment()));
    }
}
