package emiss.inference;

import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Turns data sets into what a {@link BinnedModel} is made of. */
final class ModelCompiler {
    /**
     * What data sets became.
     *
     * @param rowNames one name a row
     * @param observed events per bin, then the measured branching fractions
     * @param signalTemplate events of the Standard-Model signal per row
     */
    record Result(
            CompiledModel model,
            List<Dataset> datasets,
            ParameterNames parameterNames,
            List<String> rowNames,
            double[] observed,
            double[] signalTemplate) {}

    private final ParameterNames parameterNames;
    private final ParameterTable parameters;
    private final CellTable cells = new CellTable();
    private final List<ParameterTable.Scope> scopes = new ArrayList<>();
    private final List<String> rowNames = new ArrayList<>();
    private final List<Double> observed = new ArrayList<>();
    private final List<Double> signalTemplate = new ArrayList<>();
    private final List<AsymmetricResidual> residuals = new ArrayList<>();
    private final List<double[][]> precisions = new ArrayList<>();
    private double logNormalisation;

    private ModelCompiler(List<Dataset> datasets) {
        parameterNames = new ParameterNames(datasets);
        parameters = new ParameterTable(parameterNames);
    }

    static Result compile(List<? extends Dataset> data) {
        List<Dataset> datasets = List.copyOf(data);
        return new ModelCompiler(datasets).result(datasets);
    }

    static String rowName(String datasetId, String channel, int bin) {
        return datasetId + "/" + channel + "/" + bin;
    }

    static String rowName(String datasetId, int measurement) {
        return datasetId + "/" + measurement;
    }

    private Result result(List<Dataset> datasets) {
        if (datasets.isEmpty()) {
            throw new IllegalArgumentException("there is no data set, expected at least one");
        }
        Set<String> ids = new HashSet<>();
        for (Dataset dataset : datasets) {
            if (!ids.add(dataset.id())) {
                throw new IllegalArgumentException("data set " + dataset.id() + " is given twice");
            }
            if (dataset instanceof CountingData counting) {
                ParameterTable.Scope scope = parameters.scope(counting);
                scopes.add(scope);
                counting.channels().forEach(channel -> addChannel(scope, channel));
            }
        }
        int bins = rowNames.size();
        scopes.forEach(parameters::addConstraints);
        scopes.forEach(parameters::checkShared);
        for (Dataset dataset : datasets) {
            if (dataset instanceof BranchingFractionData fractions) {
                addMeasurements(fractions);
            }
        }
        List<String> names = new ArrayList<>(parameters.names());
        names.addAll(cells.factorNames());
        CompiledModel model = new CompiledModel(
                names,
                cells.cells(),
                cells.factors(bins),
                parameters.build(),
                MeasuredRows.of(residuals, precision()),
                logNormalisation + parameters.logNormalisation() + cells.logNormalisation());
        return new Result(
                model,
                datasets,
                parameterNames,
                List.copyOf(rowNames),
                toArray(observed),
                Arrays.copyOf(toArray(signalTemplate), rowNames.size()));
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(d -> d).toArray();
    }

    private void addChannel(ParameterTable.Scope scope, Channel channel) {
        cells.add(scope, channel, rowNames.size());
        SignalShares shares = new SignalShares(channel);
        for (int bin = 0; bin < channel.bins().size(); bin++) {
            rowNames.add(rowName(scope.id(), channel.name(), bin));
            observed.add(channel.observed().at(bin));
            signalTemplate.add(shares.template(bin));
        }
    }

    private void addMeasurements(BranchingFractionData data) {
        int size = data.measurements().size();
        for (int i = 0; i < size; i++) {
            BranchingFractionData.Measurement measurement = data.measurements().get(i);
            rowNames.add(rowName(data.id(), i));
            observed.add(measurement.value());
            int self = i;
            boolean isCorrelated = !data.correlation().isEmpty()
                    && IntStream.range(0, size)
                            .anyMatch(j ->
                                    j != self && data.correlation().get(self).at(j) != 0);
            residuals.add(AsymmetricResidual.of(measurement.errorLow(), measurement.errorHigh(), isCorrelated));
            logNormalisation -= Math.log(0.5 * (measurement.errorLow() + measurement.errorHigh()));
        }
        Covariance correlation = data.correlation().isEmpty()
                ? Covariance.unit(size)
                : Covariance.of(data.correlation(), "correlation of data set " + data.id());
        precisions.add(correlation.precision());
        logNormalisation += correlation.logNormalisation();
    }

    /** The inverse correlation of the residuals of all measurements. */
    private double[][] precision() {
        double[][] precision = new double[residuals.size()][residuals.size()];
        int from = 0;
        for (double[][] block : precisions) {
            for (int i = 0; i < block.length; i++) {
                System.arraycopy(block[i], 0, precision[from + i], from, block.length);
            }
            from += block.length;
        }
        return precision;
    }
}
