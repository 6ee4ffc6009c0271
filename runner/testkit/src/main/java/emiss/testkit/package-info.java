/**
 * Contract tests for plugins. A plugin author writes one test class per plugin that implements {@link
 * emiss.testkit.ScenarioContract} or {@link emiss.testkit.ExperimentContract} and returns the plugin; JUnit runs the
 * rest. The checks behind them are static methods that can be called on their own.
 */
@API(status = API.Status.STABLE, since = "0.1")
package emiss.testkit;

import org.apiguardian.api.API;
