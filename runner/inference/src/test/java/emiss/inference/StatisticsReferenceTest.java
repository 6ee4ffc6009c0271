package emiss.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import emiss.inference.statistics.FeldmanCousins;
import emiss.inference.statistics.Impacts;
import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;
import emiss.inference.statistics.ToyFraction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statistics of the Belle II signal strength against {@code statistics.json}, whose source it states. */
class StatisticsReferenceTest {
    private static final Node REFERENCE = reference();

    private final BinnedModel model = BinnedModel.of(List.of(Models.ITA, Models.HTA));
    private final SignalModel strength = SignalModel.scaled("mu", model.smTemplate());

    private static Node reference() {
        Problems problems = new Problems();
        try (InputStream content = StatisticsReferenceTest.class.getResourceAsStream("statistics.json")) {
            Node node = Node.parse("statistics.json", content, Syntax.JSON, problems);
            problems.throwIfAny();
            return node;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Node at(Node node, String... path) {
        Node found = node;
        for (String name : path) {
            found = found.fields().get(name);
        }
        return found;
    }

    private static double number(Node node, String... path) {
        return at(node, path).number();
    }

    /** The groups of the parameters of several data sets by their full names. */
    private static List<String> groups(BinnedModel model) {
        List<String> groups = new ArrayList<>();
        for (String name : model.nuisanceNames()) {
            String bare = name.replaceFirst("\\[\\d+\\]$", "");
            groups.add(model.datasets().stream()
                    .map(CountingData.class::cast)
                    .flatMap(data -> data.channels().stream()
                            .flatMap(channel -> channel.samples().stream())
                            .flatMap(sample -> sample.systematics().stream())
                            .filter(systematic ->
                                    bare.equals(systematic.name()) || bare.equals(data.id() + "/" + systematic.name()))
                            .map(systematic -> data.nuisanceGroupOf(systematic.name())))
                    .findFirst()
                    .orElseThrow());
        }
        return groups;
    }

    private static Impacts impacts(List<Dataset> datasets) {
        BinnedModel model = BinnedModel.of(datasets);
        SignalModel signal = SignalModel.scaled("mu", model.smTemplate());
        FitResult fit = new Fitter(model).fit(model.observedData(), signal);
        return new Impacts(model, model.observedData(), signal, 0, fit);
    }

    @Test
    void pullsAndImpacts() {
        Impacts impacts = impacts(List.of(Models.ITA, Models.HTA));
        Node expected = at(REFERENCE, "impacts", "mu ITA+HTA");
        assertThat(impacts.value()).isCloseTo(number(expected, "bestFit"), within(1e-5));
        assertThat(impacts.sigmaHessian()).isCloseTo(number(expected, "sigmaHessian"), within(1e-3));
        List<Impacts.OfNuisance> found = impacts.nuisances();
        Map<String, Impacts.OfNuisance> byName = found.stream()
                .collect(Collectors.toMap(
                        nuisance -> nuisance.name().substring(nuisance.name().indexOf('/') + 1), Function.identity()));
        List<Node> ranking = at(expected, "ranking15").items();
        for (int rank = 0; rank < ranking.size(); rank++) {
            Node row = ranking.get(rank);
            Impacts.OfNuisance nuisance = byName.get(row.fields().get("name").text());
            assertThat(nuisance.pull()).isCloseTo(number(row, "pull"), within(1e-3));
            assertThat(nuisance.constraint()).isCloseTo(number(row, "sigma"), within(1e-3));
            List<Node> post = at(row, "post").items();
            List<Node> pre = at(row, "pre").items();
            assertThat(nuisance.postFitUp()).isCloseTo(post.get(0).number(), within(1e-3));
            assertThat(nuisance.postFitDown()).isCloseTo(post.get(1).number(), within(1e-3));
            assertThat(nuisance.preFitUp()).isCloseTo(pre.get(0).number(), within(2e-3));
            assertThat(nuisance.preFitDown()).isCloseTo(pre.get(1).number(), within(2e-3));
            assertThat(found.get(rank)).isEqualTo(nuisance);
        }
        at(expected, "alphas").fields().forEach((name, value) -> {
            assertThat(byName.get(name).pull()).isCloseTo(value.items().get(0).number(), within(1e-3));
            assertThat(byName.get(name).constraint())
                    .isCloseTo(value.items().get(1).number(), within(1e-3));
        });
    }

    @ParameterizedTest
    @CsvSource({"mu ITA+HTA", "mu ITA"})
    void breakdown(String what) {
        Impacts impacts = impacts(what.equals("mu ITA") ? List.of(Models.ITA) : List.of(Models.ITA, Models.HTA));
        List<String> groups = groups(impacts.model());
        Node expected = at(REFERENCE, "impacts", what);
        Map<String, Impacts.Fixing> fixing = impacts.byFixing(groups);
        at(expected, "breakdown").fields().forEach((group, values) -> {
            Impacts.Fixing found = fixing.get(group.equals("allSystematics") ? "systematic" : group);
            assertThat(found.sigma()).isCloseTo(number(values, "minos"), within(1.4e-3));
            assertThat(found.sigmaHessian()).isCloseTo(number(values, "hessian"), within(1.4e-3));
        });
        assertThat(fixing.get("statistical").sigmaHessian())
                .isCloseTo(number(expected, "statistical", "hessian"), within(1e-3));
        Map<String, Double> fluctuating = impacts.byFluctuating(groups);
        at(expected, "fluctuation").fields().forEach((group, value) -> {
            String name = switch (group) {
                case "data (Poisson)" -> "data";
                case "systematics" -> "systematic";
                default -> group;
            };
            if (!name.equals("bestFit")) {
                assertThat(fluctuating.get(name)).isCloseTo(value.number(), within(1.4e-3));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"SM, false", "rescaledSM, true"})
    void goodnessOfFit(String what, boolean isRescaled) {
        Node expected = at(REFERENCE, "goodnessOfFit", what);
        SignalModel hypothesis = isRescaled ? strength : SignalModel.fixed(model.smTemplate());
        FitResult fit = new Fitter(model).fit(model.observedData(), hypothesis);
        assertThat(fit.deviance()).isCloseTo(number(expected, "statistic"), within(1e-4));
        Toys toys = new Toys(model, fit, Toys.seed(1, what));
        Fitter fitter = new Fitter(model, StrengthFitter.FOR_TOYS);
        double[] statistics = IntStream.range(0, 600)
                .mapToObj(i -> fitter.fit(toys.draw(i).data(), hypothesis))
                .peek(toy -> assertThat(toy.converged()).isTrue())
                .mapToDouble(FitResult::deviance)
                .toArray();
        ToyFraction p = ToyFraction.of(statistics, fit.deviance());
        double error = Math.hypot(p.error(), number(expected, "error"));
        assertThat(p.p()).isCloseTo(number(expected, "p"), within(4 * error));
        double mean = IntStream.range(0, statistics.length)
                .mapToDouble(i -> statistics[i])
                .average()
                .orElseThrow();
        double spread = Math.sqrt(number(expected, "toyVariance") / statistics.length);
        assertThat(mean).isCloseTo(number(expected, "toyMean"), within(4 * spread));
    }

    @Test
    void feldmanCousins() {
        Node expected = at(REFERENCE, "feldmanCousins");
        TestedParameter mu = TestedParameter.linear(strength, 0);
        StrengthFitter fitter = new StrengthFitter(model, StrengthFitter.FOR_TOYS);
        StrengthFitter exact = new StrengthFitter(model, FitOptions.DEFAULT);
        PseudoExperiment observed = PseudoExperiment.observed(model.observedData());
        FitResult zero = exact.at(observed, mu, 0, new Fitter(model).fit(model.observedData(), strength));
        StrengthFitter.Best best = exact.best(observed, mu, zero);
        double[] grid = {0, 1.2, 2.4, 3, 3.3, 5.9, 6.2, 7, 7.6};
        double[][] statistics = new double[grid.length][];
        for (int i = 0; i < grid.length; i++) {
            double x = grid[i];
            FitResult fit = exact.at(observed, mu, x, zero);
            Toys toys = new Toys(model, fit, Toys.seed(1, "mu = " + x));
            statistics[i] = IntStream.range(0, 250)
                    .mapToDouble(index -> fitter.intervalStatistic(toys.draw(index), mu, x, fit))
                    .toArray();
            assertThat(statistics[i]).doesNotContain(Double.NaN);
        }
        FeldmanCousins found =
                new FeldmanCousins(grid, statistics, x -> exact.intervalStatistic(observed, mu, x, zero), best.x());
        at(expected, "intervals").fields().forEach((level, ends) -> {
            FeldmanCousins.Ends interval = found.interval(Double.parseDouble(level));
            assertThat(interval.low())
                    .isCloseTo(
                            number(ends, "low"), within(4 * Math.hypot(interval.lowError(), number(ends, "lowError"))));
            assertThat(interval.high())
                    .isCloseTo(
                            number(ends, "high"),
                            within(4 * Math.hypot(interval.highError(), number(ends, "highError"))));
            assertThat(interval.lowError()).isLessThan(0.5);
        });
    }
}
