package emiss.app.studies;

import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The studies whose figures show a data set: what it observed and expects, and how it responds to decays. */
public final class DatasetStudies {
    private DatasetStudies() {}

    /** A configuration of them, in JSON. */
    public static String configuration(Dataset dataset) {
        List<Map<String, String>> studies = new ArrayList<>();
        Optional<String> withoutSignal = Signals.missing(List.of(dataset));
        studies.add(Map.of(
                "id",
                dataset.id() + "-yields",
                "type",
                YieldsStudy.TYPE.name(),
                "hypothesis",
                withoutSignal.isPresent() ? YieldsStudy.SM : YieldsStudy.RESCALED_SM));
        if (dataset instanceof CountingData counting && !counting.responses().isEmpty()) {
            studies.add(Map.of("id", dataset.id() + "-response", "type", ResponseStudy.TYPE.name()));
        }
        return JsonMapper.shared().writeValueAsString(Map.of("experiments", List.of(dataset.id()), "studies", studies));
    }
}
