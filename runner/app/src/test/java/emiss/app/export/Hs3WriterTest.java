package emiss.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.CountingData;
import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import emiss.data.pyhf.WorkspaceChoice;
import emiss.data.pyhf.WorkspaceReader;
import emiss.inference.BinnedModel;
import emiss.inference.SignalModel;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The log-pdf of a written document, evaluated term by term from the definitions of the standard, is that of the model it was
 * made from. Shifts and factors are evaluated at parameters beyond -1 and 1, where they are lines and powers.
 */
class Hs3WriterTest {
    private static final String WORKSPACE = """
            {"channels": [
              {"name": "SR", "samples": [
                {"name": "signal", "data": [2, 3], "modifiers": [
                  {"name": "mu", "type": "normfactor", "data": null},
                  {"name": "eff", "type": "normsys", "data": {"lo": 0.9, "hi": 1.2}},
                  {"name": "mc", "type": "staterror", "data": [0.2, 0]}]},
                {"name": "rest", "data": [20, 30], "modifiers": [
                  {"name": "shape", "type": "histosys", "data": {"lo_data": [18, 31], "hi_data": [23, 29]}},
                  {"name": "mc", "type": "staterror", "data": [1, 0]},
                  {"name": "lumi", "type": "lumi", "data": null},
                  {"name": "own", "type": "shapesys", "data": [2, 0]}]}]},
              {"name": "CR", "samples": [
                {"name": "rest", "data": [40], "modifiers": [
                  {"name": "k", "type": "normfactor", "data": null},
                  {"name": "shape", "type": "normsys", "data": {"lo": 0.8, "hi": 1.1}},
                  {"name": "free", "type": "shapefactor", "data": null}]}]}],
             "observations": [{"name": "CR", "data": [44]}, {"name": "SR", "data": [25, 31]}],
             "measurements": [
               {"name": "first", "config": {"poi": "mu", "parameters": [
                 {"name": "lumi", "auxdata": [1.02], "sigmas": [0.02], "bounds": [[0.5, 1.5]], "inits": [1]},
                 {"name": "k", "inits": [1.1], "fixed": true},
                 {"name": "own", "auxdata": [95, 1]}]}}],
             "version": "1.0.0"}
            """;

    private static CountingData read(String workspace) {
        return new WorkspaceReader()
                .read(
                        new ByteArrayInputStream(workspace.getBytes(StandardCharsets.UTF_8)),
                        "w.json",
                        WorkspaceChoice.first("w"));
    }

    private static String written(CountingData data) {
        return new Hs3Writer(new OneFactorModel("a test", "mu", List.of(data))).write("study");
    }

    @Test
    void theDocumentHasTheLogPdfOfTheModel() {
        CountingData data = read(WORKSPACE);
        Map<String, Double> point = new HashMap<>(Map.of(
                "mu", 1.4, "eff", 1.5, "shape", -2.0, "lumi", 0.97, "k", 0.9, "mc_0", 1.1, "mc_1", 0.8, "own_0", 0.9));
        point.putAll(Map.of("own_1", 1.2, "free_0", 1.3));
        Map<String, Double> nuisances = new HashMap<>();
        point.forEach((name, value) -> {
            if (!name.equals("mu")) {
                nuisances.put("w/" + name.replaceAll("_([0-9])$", "[$1]"), value);
            }
        });
        BinnedModel model = BinnedModel.of(List.of(data));
        double expected = model.logPdf(
                model.observedData(),
                SignalModel.scaled("mu", model.smTemplate()),
                new double[] {point.get("mu")},
                nuisances);
        assertThat(new Document(written(data)).logPdf(point)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void settingsOfTheMeasurementAreKept() {
        String document = written(read(WORKSPACE));
        assertThat(document)
                .contains("{\"name\": \"k\", \"value\": 1.1, \"const\": true}")
                .contains("{\"name\": \"lumi\", \"min\": 0.5, \"max\": 1.5}")
                .contains("{\"name\": \"mc_1\", \"value\": 1, \"const\": true}")
                .contains("\"parameters_of_interest\": [\"mu\"]");
        CountingData moved = read(WORKSPACE.replace(
                "{\"name\": \"own\", \"aux", "{\"name\": \"eff\", \"auxdata\": [1]}, {\"name\": \"own\", \"aux"));
        assertThatThrownBy(() -> written(moved))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("eff has auxiliary data other than 0");
    }

    /** A document of the standard, as far as it is written here. */
    private static final class Document {
        private final Node root;
        private final Map<String, Node> distributions = new HashMap<>();
        private final Map<String, Node> functions = new HashMap<>();
        private final Map<String, Node> data = new HashMap<>();
        private final Map<String, Double> values = new HashMap<>();
        private final Set<String> unitGaussians = new HashSet<>();

        Document(String text) {
            root = Node.parse(
                    "hs3",
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                    Syntax.JSON,
                    new Problems());
            items(root, "distributions").forEach(node -> distributions.put(text(node, "name"), node));
            items(root, "functions").forEach(node -> functions.put(text(node, "name"), node));
            items(root, "data").forEach(node -> data.put(text(node, "name"), node));
            items(items(root, "parameter_points").get(0), "parameters")
                    .forEach(node -> values.put(
                            text(node, "name"), node.fields().get("value").number()));
        }

        private static List<Node> items(Node node, String key) {
            return node.fields().get(key).items();
        }

        private static String text(Node node, String key) {
            return node.fields().get(key).text();
        }

        double logPdf(Map<String, Double> point) {
            values.putAll(point);
            Node likelihood = items(root, "likelihoods").get(0);
            double sum = 0;
            for (int i = 0; i < items(likelihood, "distributions").size(); i++) {
                Node distribution = distributions.get(
                        items(likelihood, "distributions").get(i).text());
                Node outcome = items(likelihood, "data").get(i);
                sum += switch (text(distribution, "type")) {
                    case "histfactory_dist" -> channel(distribution, data.get(outcome.text()));
                    default -> throw new IllegalStateException(text(distribution, "type"));
                };
            }
            for (Node name : items(likelihood, "aux_distributions")) {
                Node constraint = distributions.get(name.text());
                sum += switch (text(constraint, "type")) {
                    case "gaussian_dist" ->
                        gauss(
                                constraint.fields().get("mean").number(),
                                values.get(text(constraint, "x")),
                                constraint.fields().get("sigma").number());
                    case "poisson_dist" ->
                        poisson(values.get(text(constraint, "x")), product(text(constraint, "mean")));
                    default -> throw new IllegalStateException(text(constraint, "type"));
                };
            }
            for (String parameter : unitGaussians) {
                sum += gauss(0, values.get(parameter), 1);
            }
            return sum;
        }

        private double product(String function) {
            double product = 1;
            for (Node factor : items(functions.get(function), "factors")) {
                product *= values.get(factor.text());
            }
            return product;
        }

        private double channel(Node distribution, Node outcome) {
            List<Node> observed = items(outcome, "contents");
            double sum = 0;
            for (int bin = 0; bin < observed.size(); bin++) {
                double nu = 0;
                for (Node sample : items(distribution, "samples")) {
                    double nominal = items(sample.fields().get("data"), "contents")
                            .get(bin)
                            .number();
                    double content = nominal;
                    double factor = 1;
                    for (Node modifier : items(sample, "modifiers")) {
                        List<String> parameters = new ArrayList<>();
                        if (modifier.fields().containsKey("parameter")) {
                            parameters.add(text(modifier, "parameter"));
                        } else {
                            items(modifier, "parameters").forEach(name -> parameters.add(name.text()));
                        }
                        if (modifier.fields().containsKey("constraint")) {
                            unitGaussians.add(parameters.get(0));
                        }
                        double value = values.get(parameters.get(parameters.size() > 1 ? bin : 0));
                        Node step = modifier.fields().get("data");
                        switch (text(modifier, "type")) {
                            case "normfactor", "shapefactor" -> factor *= value;
                            case "normsys" ->
                                factor *= value >= 1
                                        ? Math.pow(step.fields().get("hi").number(), value)
                                        : Math.pow(step.fields().get("lo").number(), -value);
                            case "histosys" ->
                                content += value >= 1
                                        ? value * (end(step, "hi", bin) - nominal)
                                        : value * (nominal - end(step, "lo", bin));
                            default -> throw new IllegalStateException(text(modifier, "type"));
                        }
                    }
                    nu += content * factor;
                }
                sum += poisson(observed.get(bin).number(), nu);
            }
            return sum;
        }

        private static double end(Node step, String side, int bin) {
            return items(step.fields().get(side), "contents").get(bin).number();
        }

        private static double gauss(double x, double mean, double width) {
            return -0.5 * (x - mean) * (x - mean) / (width * width) - Math.log(width * Math.sqrt(2 * Math.PI));
        }

        private static double poisson(double n, double rate) {
            double sum = n * Math.log(rate) - rate;
            for (int i = 2; i <= n; i++) {
                sum -= Math.log(i);
            }
            return sum;
        }
    }
}
