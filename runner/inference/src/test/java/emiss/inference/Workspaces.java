package emiss.inference;

import emiss.api.experiment.CountingData;
import emiss.data.pyhf.WorkspaceChoice;
import emiss.data.pyhf.WorkspaceReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Workspaces of pyhf for tests, and their import. */
final class Workspaces {
    private Workspaces() {}

    /** A workspace of one measurement of {@code mu}. */
    static String workspace(String channels, String observations, String parameters) {
        return "{\"version\": \"1.0.0\", \"channels\": [" + channels + "], \"observations\": [" + observations
                + "], \"measurements\": [{\"name\": \"m\", \"config\": {\"poi\": \"mu\", \"parameters\": [" + parameters
                + "]}}]}";
    }

    static String channel(String name, String... samples) {
        return "{\"name\": \"" + name + "\", \"samples\": [" + String.join(", ", samples) + "]}";
    }

    static String sample(String name, String data, String... modifiers) {
        return "{\"name\": \"" + name + "\", \"data\": " + data + ", \"modifiers\": [" + String.join(", ", modifiers)
                + "]}";
    }

    static String modifier(String type, String name, String data) {
        return "{\"type\": \"" + type + "\", \"name\": \"" + name + "\", \"data\": " + data + "}";
    }

    static String mu() {
        return modifier("normfactor", "mu", "null");
    }

    static String observation(String name, String data) {
        return "{\"name\": \"" + name + "\", \"data\": " + data + "}";
    }

    static CountingData dataset(String workspace) {
        return new WorkspaceReader()
                .read(
                        new ByteArrayInputStream(workspace.getBytes(StandardCharsets.UTF_8)),
                        "workspace.json",
                        WorkspaceChoice.first("w"));
    }

    /** The log-pdf of the imported workspace; parameters by their names in the data set. */
    static double logPdf(CountingData data, Map<String, Double> parameters) {
        BinnedModel model = BinnedModel.of(List.of(data));
        SignalModel signal = SignalModel.scaled("mu", model.smTemplate());
        Map<String, Double> nuisances = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (!name.equals("mu")) {
                nuisances.put("w/" + name, value);
            }
        });
        return model.logPdf(model.observedData(), signal, new double[] {parameters.getOrDefault("mu", 1.0)}, nuisances);
    }

    /** Every modifier, with shared parameters, several channels, empty bins, and a measurement that changes settings. */
    static String everything() {
        return workspace(
                channel(
                                "SR",
                                sample(
                                        "signal",
                                        "[4.5, 6.0, 0.0]",
                                        mu(),
                                        modifier("lumi", "lumi", "null"),
                                        modifier("normsys", "eff", "{\"lo\": 0.85, \"hi\": 1.1}"),
                                        modifier(
                                                "histosys",
                                                "shape",
                                                "{\"lo_data\": [4.0, 6.5, 0.0], \"hi_data\": [5.5, 5.0, 0.4]}"),
                                        modifier("staterror", "stat_SR", "[0.3, 0.0, 0.0]")),
                                sample(
                                        "other",
                                        "[0.5, 1.0, 0.0]",
                                        mu(),
                                        modifier("normsys", "eff", "{\"lo\": 0.9, \"hi\": 1.3}")),
                                sample(
                                        "background",
                                        "[20.0, 30.0, 0.0]",
                                        modifier("normfactor", "k", "null"),
                                        modifier("normsys", "shape", "{\"lo\": 0.95, \"hi\": 1.1}"),
                                        modifier("staterror", "stat_SR", "[1.5, 2.0, 0.0]"),
                                        modifier("staterror", "both", "[1.0, 0.0, 0.5]")),
                                sample(
                                        "fakes",
                                        "[5.0, 0.0, 2.0]",
                                        modifier("shapesys", "fake", "[0.5, 0.0, 0.0]"),
                                        modifier("shapefactor", "free", "null")))
                        + ", "
                        + channel(
                                "CR",
                                sample(
                                        "background",
                                        "[50.0, 40.0, 7.0]",
                                        modifier("normfactor", "k", "null"),
                                        modifier("lumi", "lumi", "null"),
                                        modifier(
                                                "histosys",
                                                "shape",
                                                "{\"lo_data\": [45.0, 41.0, 7.0], \"hi_data\": [52.0, 38.0, 7.5]}"),
                                        modifier("staterror", "both", "[2.0, 1.0, 0.7]")),
                                sample("fakes", "[3.0, 3.0, 3.0]", modifier("shapefactor", "free", "null"))),
                observation("CR", "[58, 41, 9]") + ", " + observation("SR", "[33, 35, 3]"),
                "{\"name\": \"lumi\", \"inits\": [1.02], \"bounds\": [[0.8, 1.2]], \"auxdata\": [1.01],"
                        + " \"sigmas\": [0.03]},"
                        + "{\"name\": \"mu\", \"inits\": [0.9], \"bounds\": [[0, 4]]},"
                        + "{\"name\": \"k\", \"inits\": [1.1], \"bounds\": [[0.5, 1.5]]},"
                        + "{\"name\": \"shape\", \"inits\": [0.1], \"bounds\": [[-2, 3]], \"auxdata\": [0.2]},"
                        + "{\"name\": \"eff\", \"inits\": [-0.3], \"fixed\": true},"
                        + "{\"name\": \"stat_SR\", \"auxdata\": [1.01, 0.98, 1.0], \"sigmas\": [0.1, 0.05, 0.2]},"
                        + "{\"name\": \"fake\", \"auxdata\": [95, 1, 1]},"
                        + "{\"name\": \"unused\", \"inits\": [1]}");
    }
}
