package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.CountingData;
import emiss.api.experiment.ParameterSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fits of imported workspaces, with bounds and held parameters. At the end of a fit the derivatives of the independent {@link
 * PyhfDefinition} must vanish, except across bounds, where they must point outward; small models are minimised again by plain
 * search along every parameter in turn.
 */
class PyhfFitTest {
    private static final double STEP = 1e-5;

    private final List<String> atBound = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[0, 4]]/[[0, 4]]",
                "[[0, 4]]/[[0, 0.2]]",
                "[[0, 4]]/[[3, 4]]",
                "[[0.5, 1.5]]/[[1.15, 1.5]]",
                "[[0.5, 1.5]]/[[0.5, 0.8]]",
                "[[-2, 3]]/[[0.3, 3]]",
                "[[0.8, 1.2]]/[[0.8, 0.99]]",
                "\"auxdata\": [1.01, 0.98, 1.0]/\"auxdata\": [1.01, 0.98, 1.0], \"bounds\": [[1.03, 2], [0.5, 0.97], [0, 2]]",
                "\"auxdata\": [95, 1, 1]/\"auxdata\": [95, 1, 1], \"bounds\": [[0.5, 0.93], [0, 10], [0, 10]]",
                "\"fixed\": true/\"fixed\": false",
                "\"auxdata\": [95, 1, 1]/\"auxdata\": [95, 1, 1], \"fixed\": false",
                "\"inits\": [0.9]/\"inits\": [0.9], \"fixed\": true"
            })
    void endsWhereTheConditionsHold(String change) {
        String[] parts = change.split("/");
        String workspace = Workspaces.everything().replace(parts[0], parts[1]);
        if (parts[0].startsWith("[[")) {
            workspace = workspace.replaceAll("\"inits\": \\[[0-9.]+\\], \"bounds\"", "\"bounds\"");
        }
        PyhfDefinition definition = new PyhfDefinition(workspace);
        CountingData data = Workspaces.dataset(workspace);
        FitResult fit = fit(data);
        assertThat(fit.reason()).isEmpty();
        Map<String, Double> point = new LinkedHashMap<>();
        for (String name : definition.parameters().keySet()) {
            point.put(name, value(fit, PyhfConformanceTest.inDataset(name)));
        }
        assertThat(fit.logPdf()).isCloseTo(definition.logPdf(point), within(1e-9));
        for (String name : point.keySet()) {
            check(name, definition, point, data);
        }
        if (parts[0].startsWith("[[") && !parts[0].equals(parts[1])) {
            assertThat(atBound).isNotEmpty();
        }
        DenseReference.Result dense = DenseReference.fit(fit.data(), fit.signal(), 1e-10);
        assertThat(dense.converged()).isTrue();
        assertThat(dense.deviance()).isCloseTo(fit.deviance(), within(1e-7));
    }

    private static FitResult fit(CountingData data) {
        BinnedModel model = BinnedModel.of(List.of(data));
        ParameterSettings mu = settings(data, "mu");
        double low = mu.bounds().get(0).low();
        double high = mu.bounds().get(0).high();
        double start = mu.init(1);
        boolean held = Boolean.TRUE.equals(mu.fixed());
        ParameterOfInterest strength = ParameterOfInterest.free(
                        "mu", held ? start : Math.min(high, Math.max(low, start)))
                .atLeast(held ? start : low)
                .atMost(held ? start : high);
        return new Fitter(model).fit(model.observedData(), SignalModel.scaled(strength, model.smTemplate()));
    }

    private static double value(FitResult fit, String name) {
        return name.equals("mu")
                ? fit.signalParameter("mu")
                : fit.nuisanceNames().contains("w/" + name) ? fit.nuisance("w/" + name) : 1;
    }

    private static ParameterSettings settings(CountingData data, String name) {
        return data.parameters().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void check(String name, PyhfDefinition definition, Map<String, Double> point, CountingData data) {
        String imported = PyhfConformanceTest.inDataset(name);
        String set = imported.contains("[") ? imported.substring(0, imported.indexOf('[')) : imported;
        int index = imported.contains("[") ? imported.charAt(imported.length() - 2) - '0' : 0;
        ParameterSettings settings = settings(data, set);
        boolean withoutWidth = set.equals("both_SR") && index == 1
                || settings.fixed() == null && (set.equals("fake") && index > 0 || set.equals("stat_SR") && index == 2);
        if (Boolean.TRUE.equals(settings.fixed()) || withoutWidth) {
            return;
        }
        double at = point.get(name);
        double low = settings.bounds().get(index).low();
        double high = settings.bounds().get(index).high();
        assertThat(at).as(name).isBetween(low - 1e-9, high + 1e-9);
        Map<String, Double> moved = new LinkedHashMap<>(point);
        moved.put(name, at + STEP);
        double up = definition.logPdf(moved);
        moved.put(name, at - STEP);
        double slope = (up - definition.logPdf(moved)) / (2 * STEP);
        if (at <= low + 1e-9) {
            atBound.add(name);
            assertThat(slope).as(name).isLessThan(1e-4);
        } else if (at >= high - 1e-9) {
            atBound.add(name);
            assertThat(slope).as(name).isGreaterThan(-1e-4);
        } else {
            assertThat(slope).as(name).isCloseTo(0, within(2e-4));
        }
    }

    /** Two parameters against each other: best at a corner, on an edge, or inside, depending on the data. */
    @Test
    void plainSearchFindsNoLowerPoint() {
        Random random = new Random(5);
        for (int i = 0; i < 40; i++) {
            String workspace = Workspaces.workspace(
                    Workspaces.channel(
                            "c",
                            Workspaces.sample("s", "[4, 8]", Workspaces.mu()),
                            Workspaces.sample(
                                    "b",
                                    "[12, 10]",
                                    Workspaces.modifier("normfactor", "k", "null"),
                                    Workspaces.modifier("staterror", "g", "[3, 4]")),
                            Workspaces.sample(
                                    "t", "[2, 3]", Workspaces.modifier("normsys", "a", "{\"lo\": 0.6, \"hi\": 1.5}"))),
                    Workspaces.observation("c", "[" + random.nextInt(40) + ", " + random.nextInt(40) + "]"),
                    "{\"name\": \"k\", \"bounds\": [[0.7, 1.4]]}, {\"name\": \"mu\", \"bounds\": [[0, 2]]},"
                            + "{\"name\": \"g\", \"bounds\": [[0.8, 1.2], [0.9, 1.3]]},"
                            + "{\"name\": \"a\", \"bounds\": [[-0.5, 0.5]]}");
            FitResult fit = fit(Workspaces.dataset(workspace));
            assertThat(fit.reason()).as(workspace).isEmpty();
            assertThat(fit.logPdf()).as(workspace).isCloseTo(searched(workspace), within(1e-6));
        }
    }

    private static double searched(String workspace) {
        PyhfDefinition definition = new PyhfDefinition(workspace);
        Map<String, double[]> bounds = Map.of(
                "mu", new double[] {0, 2},
                "k", new double[] {0.7, 1.4},
                "g[0]", new double[] {0.8, 1.2},
                "g[1]", new double[] {0.9, 1.3},
                "a", new double[] {-0.5, 0.5});
        Map<String, Double> point = definition.parameters();
        double best = definition.logPdf(point);
        double step = 0.25;
        while (step > 1e-6) {
            boolean better = false;
            for (Map.Entry<String, double[]> entry : bounds.entrySet()) {
                for (double side : new double[] {-step, step}) {
                    better |= improves(definition, point, Map.of(entry.getKey(), side), bounds, best);
                    best = definition.logPdf(point);
                    for (Map.Entry<String, double[]> other : bounds.entrySet()) {
                        for (double otherSide : new double[] {-step, step}) {
                            if (!other.getKey().equals(entry.getKey())) {
                                Map<String, Double> pair = Map.of(entry.getKey(), side, other.getKey(), otherSide);
                                better |= improves(definition, point, pair, bounds, best);
                                best = definition.logPdf(point);
                            }
                        }
                    }
                }
            }
            step = better ? step : 0.5 * step;
        }
        return best;
    }

    private static boolean improves(
            PyhfDefinition definition,
            Map<String, Double> point,
            Map<String, Double> move,
            Map<String, double[]> bounds,
            double best) {
        Map<String, Double> moved = new LinkedHashMap<>(point);
        move.forEach((name, step) ->
                moved.put(name, Math.min(bounds.get(name)[1], Math.max(bounds.get(name)[0], point.get(name) + step))));
        if (definition.logPdf(moved) > best + 1e-12) {
            point.putAll(moved);
            return true;
        }
        return false;
    }
}
