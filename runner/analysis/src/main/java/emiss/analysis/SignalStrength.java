package emiss.analysis;

import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.ParameterSettings;
import emiss.inference.ParameterOfInterest;
import java.util.List;

/** The common signal strength mu of several data sets, with the settings that they bring. */
final class SignalStrength {
    private SignalStrength() {}

    /**
     * mu, within the bounds of all data sets and starting where the first says, or held.
     *
     * @throws IllegalArgumentException if no value is allowed by all
     */
    static ParameterOfInterest of(List<Dataset> datasets) {
        double start = 1;
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        for (int i = datasets.size() - 1; i >= 0; i--) {
            if (datasets.get(i) instanceof CountingData data) {
                for (ParameterSettings settings : data.parameters()) {
                    if (settings.name().equals(data.signalStrength())) {
                        boolean isHeld = Boolean.TRUE.equals(settings.fixed());
                        start = settings.init(start);
                        low = Math.max(low, isHeld ? start : lowest(settings));
                        high = Math.min(high, isHeld ? start : highest(settings));
                    }
                }
            }
        }
        if (low > high) {
            throw new IllegalArgumentException("the bounds of the signal strength in data sets "
                    + datasets.stream().map(Dataset::id).toList() + " leave no common value, from " + low + " to "
                    + high);
        }
        return ParameterOfInterest.free("mu", Math.min(high, Math.max(low, start)))
                .atLeast(low)
                .atMost(high);
    }

    private static double lowest(ParameterSettings settings) {
        return settings.bounds().isEmpty()
                ? Double.NEGATIVE_INFINITY
                : settings.bounds().get(0).low();
    }

    private static double highest(ParameterSettings settings) {
        return settings.bounds().isEmpty()
                ? Double.POSITIVE_INFINITY
                : settings.bounds().get(0).high();
    }
}
