package emiss.data.pyhf;

import emiss.api.experiment.CountingData;
import emiss.api.experiment.ParameterSettings;
import emiss.api.experiment.Systematic;

/** What a workspace cannot express. */
final class WorkspaceLimits {
    private WorkspaceLimits() {}

    /** @throws IllegalArgumentException with the reason, if there is one */
    static void check(CountingData data) {
        if (!data.constraints().isEmpty()) {
            throw new IllegalArgumentException("data set " + data.id() + " has a multivariate constraint of "
                    + data.constraints().get(0).parameters()
                    + ", which pyhf cannot express, expected independent parameters");
        }
        if (!data.templateUncertainties().isEmpty()) {
            throw new IllegalArgumentException("data set " + data.id()
                    + " leaves template uncertainties to the engine, expected them to be expanded into shapes");
        }
        for (ParameterSettings settings : data.parameters()) {
            for (ParameterSettings.Bounds bounds : settings.bounds()) {
                if (Double.isInfinite(bounds.low()) || Double.isInfinite(bounds.high())) {
                    throw new IllegalArgumentException("parameter " + settings.name() + " of data set " + data.id()
                            + " has an infinite bound, which a workspace cannot express, expected finite bounds");
                }
            }
        }
        data.systematics()
                .filter(systematic -> systematic instanceof Systematic.Lumi
                        && !systematic.name().equals("lumi"))
                .findFirst()
                .ifPresent(lumi -> {
                    throw new IllegalArgumentException("the luminosity " + lumi.name() + " of data set " + data.id()
                            + " is not called lumi, as the specification of pyhf demands");
                });
    }
}
