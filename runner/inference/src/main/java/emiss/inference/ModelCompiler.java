package emiss.inference;

import emiss.api.DoubleVector;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/** Turns data sets into the lists from which a {@link BinnedModel} takes its arrays. */
final class ModelCompiler {
    private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    /** Runs of a shift are joined across so many untouched cells, because long loops are faster. */
    private static final int LARGEST_GAP = 4;

    /**
     * An explicit nuisance parameter.
     *
     * @param type what kind of modifier declared it, for messages
     * @param initial start value
     * @param centre centre of the constraint
     * @param width standard deviation of the constraint; infinite if there is none
     * @param lowerBound smallest value
     * @param upperBound largest value; the smallest one for a parameter that is held
     * @param poissonScale tau of a Poisson constraint, otherwise 0
     */
    record Parameter(
            String type,
            double initial,
            double centre,
            double width,
            double lowerBound,
            double upperBound,
            double poissonScale) {
        static final Parameter NORMAL =
                new Parameter("standard normal", 0, 0, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
        static final Parameter FREE = positive("free", 1, Double.POSITIVE_INFINITY);

        static Parameter positive(String type, double centre, double width) {
            return new Parameter(type, centre, centre, width, 0, Double.POSITIVE_INFINITY, 0);
        }

        static Parameter poisson(double tau) {
            return new Parameter("Poisson", 1, 1, 1 / Math.sqrt(tau), 0, Double.POSITIVE_INFINITY, tau);
        }
    }

    /**
     * A sample in a bin.
     *
     * @param nominal events; for signal the nominal template relative to itself
     */
    record Cell(double nominal, int slot, int group) {}

    /**
     * A Gaussian per-bin factor, or the plain slot of a row (width 0).
     *
     * @param name full name, empty for a plain slot
     * @param factor centre, width and bounds of the factor
     */
    record Slot(String name, int row, Parameter factor) {
        /** The factor 1 of a plain slot. */
        static final Parameter PLAIN =
                new Parameter("plain", 1, 1, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);

        double width() {
            return factor.width();
        }
    }

    /** Shifts as runs of consecutive cells. */
    record Runs(int[] parameter, int[] from, double[][] slope, double[][] curve) {}

    final List<Dataset> datasets;
    final Map<String, Integer> rowIndex = new HashMap<>();
    final List<String> rowNames = new ArrayList<>();
    final List<Double> observed = new ArrayList<>();
    final Map<String, Parameter> parameters = new LinkedHashMap<>();
    final List<Cell> cells = new ArrayList<>();
    final List<Slot> slots = new ArrayList<>();
    final List<Integer> signalCells = new ArrayList<>();
    final List<Double> signalTemplate = new ArrayList<>();
    final Map<Term, Integer> terms = new LinkedHashMap<>();
    final Map<List<Integer>, Integer> groups = new LinkedHashMap<>();
    final List<Double> measured = new ArrayList<>();
    final List<AsymmetricResidual> residuals = new ArrayList<>();
    final List<int[]> blockParameters = new ArrayList<>();
    final List<double[][]> blockPrecision = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<double[][]> measurementBlocks = new ArrayList<>();
    private final Map<String, Integer> parameterIndex = new HashMap<>();
    private final Map<String, String> parameterOwner = new HashMap<>();
    private final Map<String, String> statErrorOwner = new HashMap<>();
    private final Map<String, Block> constraintOf = new HashMap<>();
    /** Per parameter, the slope and the curvature of every cell that it shifts. */
    private final Map<Integer, TreeMap<Integer, double[]>> shifts = new TreeMap<>();

    int binCount;
    double logNormalisation;
    private DeclaredParameters declared = DeclaredParameters.NONE;

    private record Block(String owner, List<String> names, DoubleVector centre, List<DoubleVector> covariance) {
        boolean agrees(Block other) {
            return names.equals(other.names) && centre.equals(other.centre) && covariance.equals(other.covariance);
        }
    }

    ModelCompiler(List<? extends Dataset> data) {
        datasets = List.copyOf(data);
        if (datasets.isEmpty()) {
            throw new IllegalArgumentException("there is no data set, expected at least one");
        }
        Set<String> ids = new HashSet<>();
        for (Dataset dataset : datasets) {
            if (!ids.add(dataset.id())) {
                throw new IllegalArgumentException("data set " + dataset.id() + " is given twice");
            }
            if (dataset instanceof CountingData counting) {
                declared = new DeclaredParameters(counting.parameters());
                for (Channel channel : counting.channels()) {
                    addChannel(counting.id(), channel);
                }
            }
        }
        binCount = rowNames.size();
        for (Dataset dataset : datasets) {
            if (dataset instanceof CountingData counting) {
                for (GaussianConstraint constraint : counting.constraints()) {
                    addConstraint(counting.id(), constraint);
                }
            } else if (dataset instanceof BranchingFractionData fractions) {
                addMeasurements(fractions);
            }
        }
        checkShared();
        parameters.forEach((name, parameter) -> {
            if (parameter.poissonScale() == 0
                    && parameter.width() < Double.POSITIVE_INFINITY
                    && !constraintOf.containsKey(name)) {
                logNormalisation -= Math.log(parameter.width()) + LOG_SQRT_TWO_PI;
            }
        });
        for (Slot slot : slots) {
            if (slot.width() > 0) {
                logNormalisation -= Math.log(slot.width()) + LOG_SQRT_TWO_PI;
            }
        }
    }

    static String rowName(String datasetId, String channel, int bin) {
        return datasetId + "/" + channel + "/" + bin;
    }

    static String rowName(String datasetId, int measurement) {
        return datasetId + "/" + measurement;
    }

    /** Explicit parameters, then per-bin factors, in the order of the arrays. */
    List<String> nuisanceNames() {
        List<String> names = new ArrayList<>(parameters.keySet());
        for (Slot slot : slots) {
            if (slot.width() > 0) {
                names.add(slot.name());
            }
        }
        return List.copyOf(names);
    }

    /** Puts the multivariate constraints in place of the one-dimensional ones. */
    void overrideBlocks(double[] centre, double[] width, double[] precision) {
        for (Block block : blocks) {
            for (int i = 0; i < block.names.size(); i++) {
                int p = parameterIndex.get(block.names.get(i));
                centre[p] = block.centre.at(i);
                width[p] = Math.sqrt(block.covariance.get(i).at(i));
                precision[p] = 0;
            }
        }
    }

    /** The inverse covariance of the residuals of all measurements. */
    double[][] measurementPrecision() {
        double[][] precision = new double[measured.size()][measured.size()];
        int from = 0;
        for (double[][] block : measurementBlocks) {
            for (int i = 0; i < block.length; i++) {
                System.arraycopy(block[i], 0, precision[from + i], from, block.length);
            }
            from += block.length;
        }
        return precision;
    }

    Runs runs() {
        List<Integer> parameter = new ArrayList<>();
        List<Integer> from = new ArrayList<>();
        List<double[]> slope = new ArrayList<>();
        List<double[]> curve = new ArrayList<>();
        shifts.forEach((p, touched) -> {
            List<Integer> run = new ArrayList<>();
            for (int cell : touched.keySet()) {
                if (!run.isEmpty() && cell - run.get(run.size() - 1) > LARGEST_GAP) {
                    addRun(p, run, touched, parameter, from, slope, curve);
                    run.clear();
                }
                run.add(cell);
            }
            addRun(p, run, touched, parameter, from, slope, curve);
        });
        return new Runs(
                parameter.stream().mapToInt(i -> i).toArray(),
                from.stream().mapToInt(i -> i).toArray(),
                slope.toArray(double[][]::new),
                curve.toArray(double[][]::new));
    }

    private static void addRun(
            int p,
            List<Integer> run,
            Map<Integer, double[]> touched,
            List<Integer> parameter,
            List<Integer> from,
            List<double[]> slope,
            List<double[]> curve) {
        int first = run.get(0);
        int size = run.get(run.size() - 1) - first + 1;
        double[] slopes = new double[size];
        double[] curves = new double[size];
        for (int cell : run) {
            slopes[cell - first] = touched.get(cell)[0];
            curves[cell - first] = touched.get(cell)[1];
        }
        parameter.add(p);
        from.add(first);
        slope.add(slopes);
        curve.add(Arrays.stream(curves).allMatch(value -> value == 0) ? new double[0] : curves);
    }

    private void addChannel(String datasetId, Channel channel) {
        int bins = channel.bins().size();
        int firstRow = rowNames.size();
        for (int bin = 0; bin < bins; bin++) {
            String name = rowName(datasetId, channel.name(), bin);
            if (rowIndex.put(name, firstRow + bin) != null) {
                throw new IllegalArgumentException("two rows are called " + name);
            }
            rowNames.add(name);
            observed.add(channel.observed().at(bin));
        }
        Map<String, double[]> statErrors = statErrors(datasetId, channel);
        Set<String> eliminated = eliminated(channel, declared);
        Map<String, Integer> slotIndex = new HashMap<>();
        SignalShares shares = new SignalShares(channel);
        for (Sample sample : channel.samples()) {
            addSample(datasetId, channel, sample, firstRow, statErrors, eliminated, slotIndex, shares);
        }
    }

    /**
     * Relative errors of the sets of per-bin factors: the errors of all samples that share a set add in quadrature, relative
     * to the sum of their nominal contents (pyhf 0.7, {@code modifiers/staterror.py}).
     */
    private Map<String, double[]> statErrors(String datasetId, Channel channel) {
        int bins = channel.bins().size();
        Map<String, double[]> squares = new LinkedHashMap<>();
        Map<String, double[]> nominals = new HashMap<>();
        for (Sample sample : channel.samples()) {
            for (Systematic systematic : sample.systematics()) {
                if (systematic instanceof Systematic.StatError error) {
                    double[] square = squares.computeIfAbsent(error.name(), name -> new double[bins]);
                    double[] nominal = nominals.computeIfAbsent(error.name(), name -> new double[bins]);
                    for (int bin = 0; bin < bins; bin++) {
                        nominal[bin] += sample.nominal().at(bin);
                        square[bin] += error.uncertainty().at(bin)
                                * error.uncertainty().at(bin);
                    }
                }
            }
        }
        String owner = channel.name() + " of data set " + datasetId;
        squares.forEach((name, square) -> {
            String other = statErrorOwner.put(fullName(datasetId, name), owner);
            if (other != null) {
                throw new IllegalArgumentException("staterror " + name + " is used in channel " + other
                        + " and in channel " + owner + ", expected one channel only");
            }
            for (int bin = 0; bin < bins; bin++) {
                double nominal = nominals.get(name)[bin];
                square[bin] = nominal > 0 ? Math.sqrt(square[bin]) / nominal : 0;
                if (square[bin] == 0 && !declared.has(name)) {
                    // pyhf keeps a factor that cannot vary as a parameter at 1 with a standard normal.
                    logNormalisation -= LOG_SQRT_TWO_PI;
                }
            }
        });
        return squares;
    }

    /** The sets that may be eliminated: no sample carries two of them, so that contents stay linear in every factor. */
    private static Set<String> eliminated(Channel channel, DeclaredParameters declared) {
        Set<String> chosen = new LinkedHashSet<>();
        Set<String> refused = new HashSet<>();
        for (Sample sample : channel.samples()) {
            List<String> names = sample.systematics().stream()
                    .filter(Systematic.StatError.class::isInstance)
                    .map(Systematic::name)
                    .filter(name -> !declared.fixes(name))
                    .distinct()
                    .toList();
            boolean taken = names.stream().anyMatch(chosen::contains);
            for (String name : names) {
                if (chosen.contains(name)) {
                    continue;
                }
                if (taken || refused.contains(name)) {
                    refused.add(name);
                } else {
                    chosen.add(name);
                    taken = true;
                }
            }
        }
        // A set chosen at one sample may meet another chosen set at a later one; keep the first of them.
        for (Sample sample : channel.samples()) {
            boolean first = true;
            for (Systematic systematic : sample.systematics()) {
                if (systematic instanceof Systematic.StatError && chosen.contains(systematic.name())) {
                    if (!first) {
                        chosen.remove(systematic.name());
                    }
                    first = false;
                }
            }
        }
        return chosen;
    }

    private void addSample(
            String datasetId,
            Channel channel,
            Sample sample,
            int firstRow,
            Map<String, double[]> statErrors,
            Set<String> eliminated,
            Map<String, Integer> slotIndex,
            SignalShares shares) {
        boolean signal = sample.role() == Sample.Role.SIGNAL;
        int bins = channel.bins().size();
        int firstCell = cells.size();
        Set<String> perBin = new HashSet<>();
        for (int bin = 0; bin < bins; bin++) {
            double nominal = sample.nominal().at(bin);
            List<Integer> group = new ArrayList<>();
            String slotName = "";
            Parameter slotFactor = Slot.PLAIN;
            for (Systematic systematic : sample.systematics()) {
                String name = fullName(datasetId, systematic.name());
                String inBin = name + "[" + bin + "]";
                if (systematic instanceof Systematic.NormFactor) {
                    group.add(term(Term.linear(single(datasetId, systematic, Parameter.FREE))));
                } else if (systematic instanceof Systematic.NormSys normSys) {
                    group.add(term(Term.code4(
                            single(datasetId, systematic, Parameter.NORMAL), normSys.low(), normSys.high())));
                } else if (systematic instanceof Systematic.Lumi lumi) {
                    Parameter standard = Parameter.positive("luminosity", lumi.central(), lumi.uncertainty());
                    group.add(term(Term.linear(single(datasetId, systematic, standard))));
                } else if (systematic instanceof Systematic.ShapeFactor) {
                    group.add(term(Term.linear(inBin(datasetId, systematic, bin, Parameter.FREE, false))));
                } else if (systematic instanceof Systematic.ShapeSys shapeSys) {
                    double uncertainty = shapeSys.uncertainty().at(bin);
                    boolean varies = nominal > 0 && uncertainty > 0;
                    if (varies || declared.has(systematic.name())) {
                        if (parameters.containsKey(inBin)) {
                            throw new IllegalArgumentException("shapesys " + systematic.name() + " of data set "
                                    + datasetId + " is used by two samples, expected one");
                        }
                        double tau = varies ? nominal * nominal / (uncertainty * uncertainty) : 1;
                        group.add(
                                term(Term.linear(inBin(datasetId, systematic, bin, Parameter.poisson(tau), !varies))));
                    } else {
                        // pyhf keeps a factor that cannot vary as a parameter at 1, with 1 event observed for 1
                        // expected.
                        logNormalisation -= 1;
                    }
                } else if (systematic instanceof Systematic.StatError) {
                    double width = statErrors.get(systematic.name())[bin];
                    if ((width > 0 || declared.has(systematic.name())) && perBin.add(inBin)) {
                        Parameter standard = Parameter.positive("Gaussian factor", 1, width > 0 ? width : 1);
                        if (eliminated.contains(systematic.name()) && width > 0) {
                            slotName = inBin;
                            slotFactor = declared.apply(systematic.name(), bin, standard, false);
                        } else {
                            group.add(term(Term.linear(inBin(datasetId, systematic, bin, standard, !(width > 0)))));
                        }
                    }
                }
            }
            int slot = slot(slotName, firstRow + bin, slotFactor, slotIndex);
            Integer groupIndex = groups.putIfAbsent(List.copyOf(group), groups.size());
            int cell = cells.size();
            cells.add(new Cell(
                    signal ? shares.share(sample, bin) : nominal,
                    slot,
                    groupIndex == null ? groups.size() - 1 : groupIndex));
            if (signal) {
                signalCells.add(cell);
                signalTemplate.add(shares.template(bin));
            }
        }
        for (Systematic systematic : sample.systematics()) {
            if (systematic instanceof Systematic.HistoSys histoSys) {
                addShift(datasetId, sample, histoSys, firstCell, signal ? shares : null);
            }
        }
    }

    private void addShift(
            String datasetId,
            Sample sample,
            Systematic.HistoSys histoSys,
            int firstCell,
            @Nullable SignalShares shares) {
        int p = single(datasetId, histoSys, Parameter.NORMAL);
        TreeMap<Integer, double[]> touched = shifts.computeIfAbsent(p, key -> new TreeMap<>());
        for (int bin = 0; bin < sample.nominal().size(); bin++) {
            double nominal = sample.nominal().at(bin);
            double high = histoSys.high().at(bin);
            double low = histoSys.low().at(bin);
            double factor = shares == null ? 1 : shares.perEvent(bin);
            double slope = 0.5 * (high - low);
            double curve = (high - nominal - (nominal - low)) / 16;
            if (Math.abs(curve) <= Math.ulp(Math.max(Math.abs(high), Math.max(Math.abs(low), Math.abs(nominal))))) {
                curve = 0;
            }
            double[] entry = touched.computeIfAbsent(firstCell + bin, key -> new double[2]);
            entry[0] += factor * slope;
            entry[1] += factor * curve;
        }
    }

    private int slot(String name, int row, Parameter factor, Map<String, Integer> slotIndex) {
        String key = name.isEmpty() ? "plain " + row : name;
        return slotIndex.computeIfAbsent(key, unused -> {
            slots.add(new Slot(name, row, factor));
            return slots.size() - 1;
        });
    }

    private int term(Term term) {
        Integer index = terms.putIfAbsent(term, terms.size());
        return index == null ? terms.size() - 1 : index;
    }

    private int single(String datasetId, Systematic systematic, Parameter standard) {
        return parameter(
                datasetId,
                fullName(datasetId, systematic.name()),
                declared.apply(systematic.name(), 0, standard, false));
    }

    private int inBin(String datasetId, Systematic systematic, int bin, Parameter standard, boolean fixedAsStandard) {
        return parameter(
                datasetId,
                fullName(datasetId, systematic.name()) + "[" + bin + "]",
                declared.apply(systematic.name(), bin, standard, fixedAsStandard));
    }

    private int parameter(String datasetId, String name, Parameter parameter) {
        Parameter known = parameters.putIfAbsent(name, parameter);
        if (known == null) {
            parameterIndex.put(name, parameters.size() - 1);
            parameterOwner.put(name, datasetId);
        } else if (!known.equals(parameter)) {
            throw new IllegalArgumentException("parameter " + name + " has the constraint \"" + describe(known)
                    + "\" in data set " + parameterOwner.get(name) + " and \"" + describe(parameter)
                    + "\" in data set " + datasetId + ", expected the same");
        }
        return parameterIndex.get(name);
    }

    private static String describe(Parameter parameter) {
        String constraint = parameter.width() < Double.POSITIVE_INFINITY
                ? parameter.type() + " " + parameter.centre() + " +- " + parameter.width()
                : parameter.type();
        return constraint + " from " + parameter.initial() + " in [" + parameter.lowerBound() + ", "
                + parameter.upperBound() + "]";
    }

    private void addConstraint(String datasetId, GaussianConstraint constraint) {
        List<String> names = constraint.parameters().stream()
                .map(name -> fullName(datasetId, name))
                .toList();
        Block block = new Block(datasetId, names, constraint.centre(), constraint.covariance());
        boolean known = false;
        for (String name : names) {
            Parameter parameter = parameters.get(name);
            if (parameter == null) {
                throw new IllegalArgumentException("data set " + datasetId + " constrains " + name
                        + ", which is not an explicit parameter of any sample");
            }
            if (parameter.poissonScale() > 0) {
                throw new IllegalArgumentException(
                        "data set " + datasetId + " constrains " + name + ", which has a Poisson constraint already");
            }
            Block other = constraintOf.get(name);
            if (other != null) {
                if (other.owner.equals(datasetId) || !other.agrees(block)) {
                    throw new IllegalArgumentException("parameter " + name + " has different constraints in data set "
                            + other.owner + " and in data set " + datasetId + ", expected the same");
                }
                known = true;
            }
        }
        if (known) {
            return;
        }
        names.forEach(name -> constraintOf.put(name, block));
        blocks.add(block);
        RealMatrix covariance = matrix(block.covariance);
        CholeskyDecomposition cholesky = decompose(covariance, "covariance of " + names);
        blockParameters.add(names.stream().mapToInt(parameterIndex::get).toArray());
        blockPrecision.add(cholesky.getSolver().getInverse().getData());
        logNormalisation -= names.size() * LOG_SQRT_TWO_PI + halfLogDeterminant(cholesky);
    }

    /** Shared parameters that one data set constrains jointly must not have another constraint elsewhere. */
    private void checkShared() {
        for (Dataset dataset : datasets) {
            if (dataset instanceof CountingData counting) {
                Set<String> constrained = new HashSet<>();
                counting.constraints()
                        .forEach(constraint -> constraint
                                .parameters()
                                .forEach(name -> constrained.add(fullName(counting.id(), name))));
                for (Channel channel : counting.channels()) {
                    for (Sample sample : channel.samples()) {
                        for (Systematic systematic : sample.systematics()) {
                            String name = fullName(counting.id(), systematic.name());
                            Block block = constraintOf.get(name);
                            if (block != null && !constrained.contains(name)) {
                                throw new IllegalArgumentException("parameter " + name
                                        + " has a multivariate constraint in data set " + block.owner
                                        + " but not in data set " + counting.id() + ", expected the same");
                            }
                        }
                    }
                }
            }
        }
    }

    private void addMeasurements(BranchingFractionData data) {
        int size = data.measurements().size();
        for (int i = 0; i < size; i++) {
            BranchingFractionData.Measurement measurement = data.measurements().get(i);
            String name = rowName(data.id(), i);
            rowIndex.put(name, rowNames.size());
            rowNames.add(name);
            measured.add(measurement.value());
            residuals.add(AsymmetricResidual.of(measurement.errorLow(), measurement.errorHigh()));
            logNormalisation -= Math.log(0.5 * (measurement.errorLow() + measurement.errorHigh())) + LOG_SQRT_TWO_PI;
        }
        if (data.correlation().isEmpty()) {
            double[][] unit = new double[size][size];
            for (int i = 0; i < size; i++) {
                unit[i][i] = 1;
            }
            measurementBlocks.add(unit);
        } else {
            CholeskyDecomposition cholesky =
                    decompose(matrix(data.correlation()), "correlation of data set " + data.id());
            measurementBlocks.add(cholesky.getSolver().getInverse().getData());
            logNormalisation -= halfLogDeterminant(cholesky);
        }
    }

    private static double halfLogDeterminant(CholeskyDecomposition cholesky) {
        RealMatrix factor = cholesky.getL();
        double sum = 0;
        for (int i = 0; i < factor.getRowDimension(); i++) {
            sum += Math.log(factor.getEntry(i, i));
        }
        return sum;
    }

    private static RealMatrix matrix(List<DoubleVector> rows) {
        return new Array2DRowRealMatrix(rows.stream().map(DoubleVector::toArray).toArray(double[][]::new), false);
    }

    private static CholeskyDecomposition decompose(RealMatrix matrix, String what) {
        try {
            return new CholeskyDecomposition(matrix, 1e-9, 0);
        } catch (MathIllegalArgumentException exception) {
            throw new IllegalArgumentException("the " + what + " is not symmetric and positive definite", exception);
        }
    }

    private static String fullName(String datasetId, String name) {
        return name.contains("/") ? name : datasetId + "/" + name;
    }
}
