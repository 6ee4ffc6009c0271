package emiss.testkit;

import emiss.api.scenario.Scenario;

/** The contract as a plugin author runs it. */
final class ToyTest implements ScenarioContract {
    @Override
    public Scenario scenario() {
        return new Toy();
    }

    /** Without {@code @Test}: the toy is no plugin, it is neither final nor registered. */
    @Override
    public void classIsPublicFinalAndStateless() {}

    /** Without {@code @Test}, as above. */
    @Override
    public void isRegisteredInModuleInfoAndMetaInf() {}
}
