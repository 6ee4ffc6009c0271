package emiss.inference;

import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private final CompiledModel compiled;
    private final List<Dataset> datasets;
    private final ParameterNames parameterNames;
    private final List<String> rowNames;
    private final Map<String, Integer> rowIndex = new HashMap<>();
    private final double[] smTemplate;
    private final ModelData observedData;

    private BinnedModel(ModelCompiler.Result result) {
        compiled = result.model();
        datasets = result.datasets();
        parameterNames = result.parameterNames();
        rowNames = result.rowNames();
        for (int row = 0; row < rowNames.size(); row++) {
            if (rowIndex.put(rowNames.get(row), row) != null) {
                throw new IllegalArgumentException("two rows are called " + rowNames.get(row));
            }
        }
        smTemplate = result.signalTemplate();
        observedData = new ModelData(compiled, result.observed(), compiled.centres());
    }

    private BinnedModel(BinnedModel other, CompiledModel compiled, ModelData observedData) {
        this.compiled = compiled;
        datasets = other.datasets;
        parameterNames = other.parameterNames;
        rowNames = other.rowNames;
        rowIndex.putAll(other.rowIndex);
        smTemplate = other.smTemplate;
        this.observedData = observedData;
    }

    /**
     * {@return the same model with some nuisance parameters held; its {@linkplain #observedData() data} are those of the fit}
     *
     * @param fit a fit of this model
     * @param held which parameters, in the order of {@link #nuisanceNames()}
     * @param values where they are held
     */
    public BinnedModel holding(FitResult fit, boolean[] held, double[] values) {
        double[] centres = fit.data().centres();
        for (int i = compiled.explicit.count(); i < held.length; i++) {
            centres[i] = held[i] ? Math.max(0, values[i]) : centres[i];
        }
        CompiledModel narrowed = compiled.holding(held, values);
        return new BinnedModel(
                this, narrowed, new ModelData(narrowed, fit.data().observed(), centres));
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
        return new BinnedModel(ModelCompiler.compile(data));
    }

    /** {@return the data sets in the order given} */
    public List<Dataset> datasets() {
        return datasets;
    }

    /** {@return how many analysis bins there are} */
    public int bins() {
        return compiled.bins;
    }

    /** {@return how many rows there are: analysis bins, then measured branching fractions} */
    public int rows() {
        return compiled.rows();
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
        return compiled.nuisanceNames();
    }

    /**
     * {@return the position of a nuisance parameter in {@link #nuisanceNames()}}
     *
     * @param name name of the parameter
     */
    public int nuisanceIndex(String name) {
        return compiled.nuisanceIndex(name);
    }

    /**
     * {@return standard deviations of the constraints, in the order of {@link #nuisanceNames()}: infinite for free
     * parameters, 1/ sqrt(tau) for those with a Poisson constraint}
     */
    public double[] constraintWidths() {
        return compiled.constraintWidths();
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
        return new ModelData(compiled, observed, centres);
    }

    /**
     * {@return the Asimov data of a fit: expected events and branching fractions, auxiliary data at the fitted
     * parameters} The fluctuations of a {@linkplain SignalModel#fluctuating fluctuating} signal remain centred at 0.
     *
     * @param fit the fit
     */
    public ModelData asimov(FitResult fit) {
        return new ModelData(compiled, fit.expected(), fit.nuisances());
    }

    /**
     * {@return the covariance of all data in the ensemble of {@link Toys} of a fit: of the rows, then of the centres of
     * constraints in the order of {@link #nuisanceNames()}; 0 for parameters that are held or have none}
     *
     * @param fit the fit
     */
    public double[][] covarianceOfData(FitResult fit) {
        return DataCovariance.of(compiled, fit);
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
        return new LikelihoodPoint(this, data, signal, phi, nuisances).logPdf();
    }

    /**
     * {@return the nuisance parameters of a data set: what each is called in {@link #nuisanceNames()}, and in the data set, where
     * the factors of all bins have the name of their set}
     *
     * @param data one of the data sets of the model
     */
    public Map<String, String> parameters(CountingData data) {
        return parameterNames.parameters(data);
    }

    /** What the parameters of the data sets are called. */
    ParameterNames parameterNames() {
        return parameterNames;
    }

    /** What evaluators read. */
    CompiledModel compiled() {
        return compiled;
    }
}
