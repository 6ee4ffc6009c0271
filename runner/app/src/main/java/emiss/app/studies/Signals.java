package emiss.app.studies;

import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Sample;
import emiss.app.study.StudyDecoder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether data sets have a signal whose strength mu is. */
public final class Signals {
    private Signals() {}

    /** Records a problem if there is no parameter of interest. */
    static void require(StudyDecoder decoder) {
        missing(decoder.datasets()).ifPresent(missing -> decoder.problem(decoder.location(), missing));
    }

    /** Why there is no parameter of interest; empty if there is one, or there are no data sets at all. */
    public static Optional<String> missing(List<Dataset> datasets) {
        if (datasets.isEmpty() || datasets.stream().anyMatch(Signals::hasSignal)) {
            return Optional.empty();
        }
        return Optional.of("no parameter of interest: no data set has a signal sample, "
                + datasets.stream()
                        .map(dataset -> dataset.id() + " (" + dataset.title() + ")")
                        .collect(Collectors.joining(", ")));
    }

    private static boolean hasSignal(Dataset dataset) {
        return !(dataset instanceof CountingData counting)
                || counting.channels().stream()
                        .flatMap(channel -> channel.samples().stream())
                        .anyMatch(sample -> sample.role() == Sample.Role.SIGNAL);
    }
}
