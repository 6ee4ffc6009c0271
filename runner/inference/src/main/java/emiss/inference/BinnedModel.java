package emiss.inference;

import emiss.api.experiment.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The likelihood of a combination of data sets, compiled to arrays once; immutable and safe to share between threads.
 *
 * <p>A row is an analysis bin (Poisson) or, after all bins, a measured branching fraction (Gaussian). Bins are in the order
 * of data set, channel, bin. In a bin
 *
 * <p>nu = sum over samples of [product of factors] x (nominal + sum of histosys shifts),
 *
 * <p>with histosys interpolated by code4p, normsys by code4 (alpha0 = 1), as pyhf does by default. A signal sample
 * contributes S(phi) rho(theta) instead: S comes from a {@link SignalModel} and rho is the template at the nuisance
 * parameters theta divided by the nominal template, so that the published systematic uncertainties act on the events of
 * new particles too. Where the nominal template is 0 only factors act. Several signal
 * samples of a channel share S in proportion to their nominal templates.
 *
 * <p>Nuisance parameters are called {@code <data set id>/<name>}, unless the name contains a slash: such a parameter is
 * shared under the name as it is. Those of a set, one a bin, are called {@code <full name>[bin]}. Parameters of {@code
 * staterror} and {@code shapesys} whose relative error vanishes stay at 1 and are not listed, unless the data set has
 * settings of the set.
 *
 * <p>Settings of a data set ({@link emiss.api.experiment.ParameterSettings}) move starts, centres and widths, set bounds and
 * hold parameters, as the measurement of a pyhf workspace does.
 *
 * <p>Internally every cell (sample and bin) belongs to one slot of its row: the Gaussian per-bin factor gamma that
 * multiplies it, or the plain slot of constant factor 1. The gammas are eliminated exactly (see {@link Fitter}); all other
 * nuisance parameters are explicit.
 */
public final class BinnedModel {
    /** A per-bin factor that is below its bound by less than this is there up to rounding. */
    static final double ROUNDING = 1e-9;

    private final List<Dataset> datasets;
    private final Map<String, Integer> rowIndex;
    private final Map<String, Integer> nuisanceIndex = new HashMap<>();
    private final List<String> rowNames;
    private final List<String> nuisanceNames;
    private final double[] smTemplate;
    private final ModelData observedData;

    final int binCount;
    final int gaussianCount;
    final int explicitCount;
    final double[] initial;
    final double[] lowerBound;
    /** Equal to the lower bound for a parameter that is held. */
    final double[] upperBound;

    /** Centre and standard deviation of a Gaussian constraint; the width is infinite if there is none. */
    final double[] constraintCentre;

    final double[] constraintWidth;
    /** 1/width^2 of parameters with a Gaussian constraint of their own, otherwise 0. */
    final double[] constraintPrecision;
    /** tau of a Poisson constraint tau gamma, otherwise 0. */
    final double[] auxiliaryScale;

    final int[][] blockParameters;
    final double[][][] blockPrecision;

    final int cellCount;
    final double[] cellNominal;
    final int[] cellSlot;
    final int[] cellGroup;
    final int[] cellRow;

    /** Cells of signal samples and their rows. */
    final int[] signalCells;

    final int[] signalCellRow;
    final int[] signalSlotOfCell;

    final int[] shiftParameter;
    final int[] shiftFrom;
    final double[][] shiftSlope;
    /** (I+ - I-)/16, or an empty array for a symmetric shift. */
    final double[][] shiftCurve;
    /** The slopes of the same runs, those of the same cells together. */
    final ShiftBlock[] shiftBlocks;

    /** Slopes of several parameters in the same cells, from {@code from} on. */
    record ShiftBlock(int from, int[] parameters, double[][] slopes) {}

    final Term[] terms;
    final int[][] groupTerms;

    final int slotCount;
    final int[] slotRow;
    /** Squared relative width of the slot's gamma; 0 for a plain slot. */
    final double[] slotVariance;
    /** Bounds of the slot's gamma; infinite for a plain slot. */
    final double[] slotLower;

    final double[] slotUpper;
    /** Whether any gamma has other bounds than 0 and infinity. */
    final boolean hasBoundedSlots;

    final int[][] rowSlots;
    final int[] gammaSlots;
    final DerivativePattern derivativePattern;

    final double[] measured;
    final AsymmetricResidual[] residuals;
    final double[][] measurementPrecision;

    final double logNormalisation;

    BinnedModel(ModelCompiler compiler) {
        datasets = List.copyOf(compiler.datasets);
        rowIndex = Map.copyOf(compiler.rowIndex);
        rowNames = List.copyOf(compiler.rowNames);
        binCount = compiler.binCount;
        gaussianCount = compiler.measured.size();
        explicitCount = compiler.parameters.size();
        initial = new double[explicitCount];
        lowerBound = new double[explicitCount];
        upperBound = new double[explicitCount];
        constraintCentre = new double[explicitCount];
        constraintWidth = new double[explicitCount];
        constraintPrecision = new double[explicitCount];
        auxiliaryScale = new double[explicitCount];
        int p = 0;
        for (ModelCompiler.Parameter parameter : compiler.parameters.values()) {
            initial[p] = parameter.initial();
            lowerBound[p] = parameter.lowerBound();
            upperBound[p] = parameter.upperBound();
            constraintCentre[p] = parameter.centre();
            constraintWidth[p] = parameter.width();
            constraintPrecision[p] = parameter.poissonScale() > 0 ? 0 : 1 / (parameter.width() * parameter.width());
            auxiliaryScale[p] = parameter.poissonScale();
            p++;
        }
        blockParameters = compiler.blockParameters.toArray(int[][]::new);
        blockPrecision = compiler.blockPrecision.toArray(double[][][]::new);
        compiler.overrideBlocks(constraintCentre, constraintWidth, constraintPrecision);

        cellCount = compiler.cells.size();
        cellNominal = new double[cellCount];
        cellSlot = new int[cellCount];
        cellGroup = new int[cellCount];
        cellRow = new int[cellCount];
        for (int c = 0; c < cellCount; c++) {
            ModelCompiler.Cell cell = compiler.cells.get(c);
            cellNominal[c] = cell.nominal();
            cellSlot[c] = cell.slot();
            cellGroup[c] = cell.group();
            cellRow[c] = compiler.slots.get(cell.slot()).row();
        }
        signalCells = compiler.signalCells.stream().mapToInt(i -> i).toArray();
        signalCellRow = Arrays.stream(signalCells).map(c -> cellRow[c]).toArray();
        signalSlotOfCell = Arrays.stream(signalCells).map(c -> cellSlot[c]).toArray();
        smTemplate = new double[binCount + gaussianCount];
        for (int i = 0; i < signalCells.length; i++) {
            smTemplate[signalCellRow[i]] = compiler.signalTemplate.get(i);
        }

        slotCount = compiler.slots.size();
        slotRow = new int[slotCount];
        slotVariance = new double[slotCount];
        slotLower = new double[slotCount];
        slotUpper = new double[slotCount];
        boolean hasBounded = false;
        double[] slotCentre = new double[slotCount];
        for (int s = 0; s < slotCount; s++) {
            slotRow[s] = compiler.slots.get(s).row();
            ModelCompiler.Parameter factor = compiler.slots.get(s).factor();
            slotVariance[s] = factor.width() * factor.width();
            slotLower[s] = factor.lowerBound();
            slotUpper[s] = factor.upperBound();
            hasBounded |= slotVariance[s] > 0 && (slotLower[s] != 0 || slotUpper[s] < Double.POSITIVE_INFINITY);
            slotCentre[s] = factor.centre();
        }
        hasBoundedSlots = hasBounded;
        rowSlots = new int[binCount][];
        for (int row = 0; row < binCount; row++) {
            int wanted = row;
            rowSlots[row] = IntStream.range(0, slotCount)
                    .filter(s -> slotRow[s] == wanted)
                    .toArray();
        }
        gammaSlots =
                IntStream.range(0, slotCount).filter(s -> slotVariance[s] > 0).toArray();

        terms = compiler.terms.keySet().toArray(Term[]::new);
        groupTerms = compiler.groups.keySet().stream()
                .map(list -> list.stream().mapToInt(i -> i).toArray())
                .toArray(int[][]::new);

        ModelCompiler.Runs runs = compiler.runs();
        shiftParameter = runs.parameter();
        shiftFrom = runs.from();
        shiftSlope = runs.slope();
        shiftCurve = runs.curve();
        shiftBlocks = shiftBlocks();

        derivativePattern = new DerivativePattern(this);

        measured = compiler.measured.stream().mapToDouble(d -> d).toArray();
        residuals = compiler.residuals.toArray(AsymmetricResidual[]::new);
        measurementPrecision = compiler.measurementPrecision();
        logNormalisation = compiler.logNormalisation;

        nuisanceNames = compiler.nuisanceNames();
        for (int i = 0; i < nuisanceNames.size(); i++) {
            if (nuisanceIndex.put(nuisanceNames.get(i), i) != null) {
                throw new IllegalArgumentException("two nuisance parameters are called " + nuisanceNames.get(i));
            }
        }
        double[] observed =
                Arrays.copyOf(compiler.observed.stream().mapToDouble(d -> d).toArray(), rows());
        System.arraycopy(measured, 0, observed, binCount, gaussianCount);
        observedData = new ModelData(this, observed, nuisanceValues(constraintCentre, slotCentre));
    }

    private ShiftBlock[] shiftBlocks() {
        Map<List<Integer>, List<Integer>> runsOfCells = new LinkedHashMap<>();
        for (int r = 0; r < shiftParameter.length; r++) {
            runsOfCells
                    .computeIfAbsent(List.of(shiftFrom[r], shiftSlope[r].length), key -> new ArrayList<>())
                    .add(r);
        }
        return runsOfCells.entrySet().stream()
                .map(entry -> new ShiftBlock(
                        entry.getKey().get(0),
                        entry.getValue().stream()
                                .mapToInt(r -> shiftParameter[r])
                                .toArray(),
                        entry.getValue().stream().map(r -> shiftSlope[r]).toArray(double[][]::new)))
                .toArray(ShiftBlock[]::new);
    }

    /**
     * Compiles a combination of data sets.
     *
     * @param data the data sets
     * @return the model of all of them
     * @throws IllegalArgumentException if a data set occurs twice, shared parameters disagree on their constraint, or a
     *     data set is inconsistent
     */
    public static BinnedModel of(List<? extends Dataset> data) {
        return new BinnedModel(new ModelCompiler(data));
    }

    /** {@return the data sets in the order given} */
    public List<Dataset> datasets() {
        return datasets;
    }

    /** {@return how many analysis bins there are} */
    public int bins() {
        return binCount;
    }

    /** {@return how many rows there are: analysis bins, then measured branching fractions} */
    public int rows() {
        return binCount + gaussianCount;
    }

    /** {@return one name a row: data set, channel and bin, or data set and number of the measurement} */
    public List<String> rowNames() {
        return rowNames;
    }

    /**
     * {@return the row of a bin, counted from 0 in its channel}
     *
     * @param datasetId name of the data set
     * @param channel name of the channel
     * @param bin number of the bin, counted from 0 in its channel
     */
    public int row(String datasetId, String channel, int bin) {
        return row(ModelCompiler.rowName(datasetId, channel, bin));
    }

    /**
     * {@return the row of a measured branching fraction, counted from 0 in its data set}
     *
     * @param datasetId name of the data set
     * @param measurement number of the measurement, counted from 0 in its data set
     */
    public int row(String datasetId, int measurement) {
        return row(ModelCompiler.rowName(datasetId, measurement));
    }

    private int row(String name) {
        Integer row = rowIndex.get(name);
        if (row == null) {
            throw new IllegalArgumentException("there is no row " + name);
        }
        return row;
    }

    /**
     * {@return events of the Standard-Model signal per row, at nominal nuisance parameters; 0 where there is no signal
     * sample}
     */
    public double[] smTemplate() {
        return smTemplate.clone();
    }

    /** {@return all nuisance parameters, first the explicit ones, then the eliminated per-bin factors} */
    public List<String> nuisanceNames() {
        return nuisanceNames;
    }

    /**
     * {@return the position of a nuisance parameter in {@link #nuisanceNames()}}
     *
     * @param name name of the parameter
     */
    public int nuisanceIndex(String name) {
        Integer index = nuisanceIndex.get(name);
        if (index == null) {
            throw new IllegalArgumentException("there is no nuisance parameter " + name);
        }
        return index;
    }

    /**
     * {@return standard deviations of the constraints, in the order of {@link #nuisanceNames()}: infinite for free
     * parameters, 1/ sqrt(tau) for those with a Poisson constraint}
     */
    public double[] constraintWidths() {
        double[] gammaWidths = new double[slotCount];
        for (int s = 0; s < slotCount; s++) {
            gammaWidths[s] = Math.sqrt(slotVariance[s]);
        }
        return nuisanceValues(constraintWidth, gammaWidths);
    }

    /** {@return what the experiments observed, with the published centres of the constraints} */
    public ModelData observedData() {
        return observedData;
    }

    /**
     * {@return any other outcome, for example a simulated one}
     *
     * @param observed events per bin, then the measured branching fractions
     * @param centres one per nuisance parameter, in the order of {@link #nuisanceNames()}
     */
    public ModelData data(double[] observed, double[] centres) {
        return new ModelData(this, observed, centres);
    }

    /**
     * {@return the Asimov data of a fit: expected events and branching fractions, auxiliary data at the fitted
     * parameters} The fluctuations of a {@linkplain SignalModel#fluctuating fluctuating} signal remain centred at 0.
     *
     * @param fit the fit
     */
    public ModelData asimov(FitResult fit) {
        return new ModelData(this, fit.expected(), fit.nuisances());
    }

    /**
     * {@return the log-pdf at any point, evaluated plainly with every parameter explicit, as pyhf reports it: Poisson n
     * ln nu - nu - ln Gamma(n + 1), Gaussians with their -ln(sigma sqrt(2 pi))} A constraint of a parameter of interest
     * counts without its normalisation; so do the fluctuations of a {@linkplain SignalModel#fluctuating fluctuating}
     * signal, which are at their best values.
     *
     * @param data the outcome
     * @param signal the signal
     * @param phi values of the parameters of interest
     * @param nuisances values of nuisance parameters by name; those not named are at the centres of {@code data}, free
     *     ones at their start, held ones where they are held
     */
    public double logPdf(ModelData data, SignalModel signal, double[] phi, Map<String, Double> nuisances) {
        double[] values = data.centres();
        for (int p = 0; p < explicitCount; p++) {
            if (lowerBound[p] == upperBound[p]) {
                values[p] = lowerBound[p];
            } else if (constraintWidth[p] == Double.POSITIVE_INFINITY) {
                values[p] = initial[p];
            }
        }
        nuisances.forEach((name, value) -> values[nuisanceIndex(name)] = value);
        Evaluator evaluator = new Evaluator(this);
        evaluator.bind(data, signal);
        double[] x = Arrays.copyOf(values, explicitCount + phi.length);
        System.arraycopy(phi, 0, x, explicitCount, phi.length);
        return data.saturatedLogPdf - evaluator.valueAt(x, slotValues(values));
    }

    boolean isPoissonConstrained(int nuisance) {
        return nuisance < explicitCount && auxiliaryScale[nuisance] > 0;
    }

    /** The per-slot values among all nuisance values; 1 for plain slots. */
    double[] slotValues(double[] nuisances) {
        double[] values = new double[slotCount];
        Arrays.fill(values, 1);
        for (int i = 0; i < gammaSlots.length; i++) {
            values[gammaSlots[i]] = nuisances[explicitCount + i];
        }
        return values;
    }

    /** Explicit values followed by those of the slots that are gammas. */
    double[] nuisanceValues(double[] explicit, double[] slots) {
        double[] values = Arrays.copyOf(explicit, explicitCount + gammaSlots.length);
        for (int i = 0; i < gammaSlots.length; i++) {
            values[explicitCount + i] = slots[gammaSlots[i]];
        }
        return values;
    }
}
