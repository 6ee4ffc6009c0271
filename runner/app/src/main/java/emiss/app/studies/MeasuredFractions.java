package emiss.app.studies;

import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Dataset;
import emiss.inference.Significance;
import emiss.results.PredictResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What data sets measured of branching fractions, beside what is predicted. */
public final class MeasuredFractions {
    private static final double LEVEL = 0.9;

    private MeasuredFractions() {}

    /** What data sets measured of these transitions, each alone. */
    public static List<PredictResult.Measured> of(List<Dataset> datasets, Collection<String> transitions) {
        List<PredictResult.Measured> found = new ArrayList<>();
        for (Dataset dataset : datasets) {
            if (dataset instanceof BranchingFractionData data) {
                for (BranchingFractionData.Measurement measurement : data.measurements()) {
                    List<String> decays = List.copyOf(measurement.mixture().transitions());
                    if (decays.size() == 1 && transitions.contains(decays.get(0))) {
                        found.add(new PredictResult.Measured(
                                decays.get(0),
                                data.id(),
                                measurement.value(),
                                measurement.errorLow(),
                                measurement.errorHigh(),
                                limit(measurement.value(), measurement.errorHigh())));
                    }
                }
            }
        }
        return found;
    }

    /** The upper limit at 90 % by CLs: P(below what was measured | limit) is 10 % of the same without a signal. */
    private static double limit(double value, double error) {
        double below = Math.exp(Significance.logUpperTail(-value / error));
        return value + error * Significance.sigmaOneSided((1 - LEVEL) * below);
    }
}
