package emiss.inference;

import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.special.Gamma;

/**
 * The log-pdf of a pyhf workspace, written down from the definitions of HistFactory and of pyhf 0.7 alone: it reads the
 * document itself, evaluates it term by term, and shares nothing with the product.
 *
 * <p>Parameters are called as in pyhf: {@code name}, or {@code name[i]} for the i-th of a set.
 */
final class PyhfDefinition {
    private final Map<String, Node> observations = new HashMap<>();
    private final TreeMap<String, List<Node>> samples = new TreeMap<>();
    private final Map<String, Node> configs = new HashMap<>();

    PyhfDefinition(String workspace) {
        Node root = Node.parse(
                "workspace",
                new ByteArrayInputStream(workspace.getBytes(StandardCharsets.UTF_8)),
                Syntax.JSON,
                new Problems());
        root.fields().get("observations").items().forEach(node -> observations.put(text(node, "name"), node));
        root.fields()
                .get("channels")
                .items()
                .forEach(node -> samples.put(
                        text(node, "name"), node.fields().get("samples").items()));
        root.fields()
                .get("measurements")
                .items()
                .get(0)
                .fields()
                .get("config")
                .fields()
                .get("parameters")
                .items()
                .forEach(node -> configs.put(text(node, "name"), node));
    }

    private static String text(Node node, String key) {
        return node.fields().get(key).text();
    }

    private static double[] numbers(Node node, String key) {
        return node.fields().get(key).items().stream().mapToDouble(Node::number).toArray();
    }

    private double configured(String set, int index, String key, double standard) {
        Node config = configs.get(set);
        return config == null || !config.fields().containsKey(key)
                ? standard
                : config.fields().get(key).items().get(index).number();
    }

    /** Every parameter with its start value. */
    Map<String, Double> parameters() {
        Map<String, Double> found = new LinkedHashMap<>();
        logPdf(new HashMap<>(), found);
        return found;
    }

    /** The log-pdf; parameters not given are at their start values. */
    double logPdf(Map<String, Double> values) {
        return logPdf(values, new LinkedHashMap<>());
    }

    private double logPdf(Map<String, Double> given, Map<String, Double> used) {
        double sum = 0;
        Map<String, Double> constraints = new TreeMap<>();
        Map<String, Integer> firstOfSet = new HashMap<>();
        for (Map.Entry<String, List<Node>> channel : samples.entrySet()) {
            double[] observed = numbers(observations.get(channel.getKey()), "data");
            for (int bin = 0; bin < observed.length; bin++) {
                double nu = 0;
                for (Node sample : channel.getValue()) {
                    double shifted = numbers(sample, "data")[bin];
                    double nominal = shifted;
                    double factor = 1;
                    for (Node modifier : sample.fields().get("modifiers").items()) {
                        String name = text(modifier, "name");
                        Node data = modifier.fields().get("data");
                        switch (text(modifier, "type")) {
                            case "normfactor" -> factor *= value(name, 0, name, 1, given, used);
                            case "shapefactor" -> factor *= value(name, bin, name + "[" + bin + "]", 1, given, used);
                            case "lumi" -> {
                                double lumi = value(name, 0, name, 1, given, used);
                                factor *= lumi;
                                constraints.put(
                                        name,
                                        gauss(
                                                configured(name, 0, "auxdata", Double.NaN),
                                                lumi,
                                                configured(name, 0, "sigmas", Double.NaN)));
                            }
                            case "normsys" -> {
                                double alpha = value(name, 0, name, 0, given, used);
                                factor *= code4(
                                        alpha,
                                        data.fields().get("lo").number(),
                                        data.fields().get("hi").number());
                                constraints.put(name, gauss(configured(name, 0, "auxdata", 0), alpha, 1));
                            }
                            case "histosys" -> {
                                double alpha = value(name, 0, name, 0, given, used);
                                shifted += code4p(
                                        alpha, numbers(data, "lo_data")[bin], nominal, numbers(data, "hi_data")[bin]);
                                constraints.put(name, gauss(configured(name, 0, "auxdata", 0), alpha, 1));
                            }
                            case "shapesys" -> {
                                double unc = numbers(modifier, "data")[bin];
                                double tau = unc > 0 && nominal > 0 ? nominal * nominal / (unc * unc) : 1;
                                String full = name + "[" + bin + "]";
                                double gamma = value(name, bin, full, 1, given, used);
                                factor *= gamma;
                                constraints.put(
                                        full,
                                        poisson(
                                                configured(name, bin, "auxdata", tau),
                                                gamma * configured(name, bin, "factors", tau)));
                            }
                            case "staterror" -> {
                                int index = firstOfSet.computeIfAbsent(
                                                name + " in " + channel.getKey(),
                                                key -> binsBefore(name, channel.getKey()))
                                        + bin;
                                String full = name + "[" + index + "]";
                                double gamma = value(name, index, full, 1, given, used);
                                factor *= gamma;
                                double width = statError(name, channel.getValue(), bin);
                                constraints.put(
                                        full,
                                        gauss(
                                                configured(name, index, "auxdata", 1),
                                                gamma,
                                                configured(name, index, "sigmas", width > 0 ? width : 1)));
                            }
                            default -> throw new IllegalStateException(text(modifier, "type"));
                        }
                    }
                    nu += factor * shifted;
                }
                sum += poisson(observed[bin], nu);
            }
        }
        for (double constraint : constraints.values()) {
            sum += constraint;
        }
        return sum;
    }

    private double value(
            String set, int index, String full, double standard, Map<String, Double> given, Map<String, Double> used) {
        double start = configured(set, index, "inits", standard);
        used.put(full, start);
        return given.getOrDefault(full, start);
    }

    /** How many bins the channels before have in which the set acts. */
    private int binsBefore(String set, String channel) {
        int bins = 0;
        for (Map.Entry<String, List<Node>> other : samples.headMap(channel).entrySet()) {
            if (other.getValue().stream().anyMatch(sample -> carries(sample, set))) {
                bins += observations
                        .get(other.getKey())
                        .fields()
                        .get("data")
                        .items()
                        .size();
            }
        }
        return bins;
    }

    private static boolean carries(Node sample, String set) {
        return sample.fields().get("modifiers").items().stream()
                .anyMatch(modifier -> text(modifier, "name").equals(set)
                        && text(modifier, "type").equals("staterror"));
    }

    private static double statError(String set, List<Node> samples, int bin) {
        double squares = 0;
        double total = 0;
        for (Node sample : samples) {
            for (Node modifier : sample.fields().get("modifiers").items()) {
                if (text(modifier, "name").equals(set) && text(modifier, "type").equals("staterror")) {
                    squares += Math.pow(numbers(modifier, "data")[bin], 2);
                    total += numbers(sample, "data")[bin];
                }
            }
        }
        return total > 0 ? Math.sqrt(squares) / total : 0;
    }

    static double gauss(double x, double mean, double width) {
        double pull = (x - mean) / width;
        return -0.5 * pull * pull - Math.log(width * Math.sqrt(2 * Math.PI));
    }

    static double poisson(double n, double rate) {
        return (n == 0 ? 0 : n * Math.log(rate)) - rate - Gamma.logGamma(n + 1);
    }

    static double code4p(double alpha, double low, double nominal, double high) {
        double up = high - nominal;
        double down = nominal - low;
        if (alpha > 1) {
            return alpha * up;
        }
        if (alpha < -1) {
            return alpha * down;
        }
        double square = alpha * alpha;
        return 0.5 * alpha * (up + down)
                + (up - down) / 16 * (3 * square * square * square - 10 * square * square + 15 * square);
    }

    /** The polynomial between -1 and 1 meets value, slope and curvature of the exponentials at both ends. */
    static double code4(double alpha, double low, double high) {
        if (alpha >= 1) {
            return Math.pow(high, alpha);
        }
        if (alpha <= -1) {
            return Math.pow(low, -alpha);
        }
        double[][] equations = new double[6][7];
        for (int k = 1; k <= 6; k++) {
            double sign = k % 2 == 0 ? 1 : -1;
            equations[0][k - 1] = 1;
            equations[1][k - 1] = sign;
            equations[2][k - 1] = k;
            equations[3][k - 1] = -sign * k;
            equations[4][k - 1] = k * (k - 1.0);
            equations[5][k - 1] = sign * k * (k - 1.0);
        }
        equations[0][6] = high - 1;
        equations[1][6] = low - 1;
        equations[2][6] = high * Math.log(high);
        equations[3][6] = -low * Math.log(low);
        equations[4][6] = high * Math.pow(Math.log(high), 2);
        equations[5][6] = low * Math.pow(Math.log(low), 2);
        List<Integer> left = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        int[] rowOf = new int[6];
        for (int k = 0; k < 6; k++) {
            int column = k;
            int pivot = left.stream()
                    .max((a, b) -> Double.compare(Math.abs(equations[a][column]), Math.abs(equations[b][column])))
                    .orElseThrow();
            left.remove((Integer) pivot);
            rowOf[k] = pivot;
            for (int row = 0; row < 6; row++) {
                if (row != pivot) {
                    double ratio = equations[row][k] / equations[pivot][k];
                    for (int j = k; j < 7; j++) {
                        equations[row][j] -= ratio * equations[pivot][j];
                    }
                }
            }
        }
        double sum = 1;
        for (int k = 0; k < 6; k++) {
            sum += equations[rowOf[k]][6] / equations[rowOf[k]][k] * Math.pow(alpha, k + 1.0);
        }
        return sum;
    }
}
