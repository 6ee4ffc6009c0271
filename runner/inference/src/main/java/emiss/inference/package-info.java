/**
 * The binned likelihood of one or more data sets, compiled once, and what is done with it: fits, profile-likelihood
 * intervals, significances.
 *
 * <p>The likelihood is HistFactory's (CERN-OPEN-2012-016) as pyhf evaluates it. A {@link emiss.inference.BinnedModel} and
 * a {@link emiss.inference.SignalModel} are immutable and may be shared; a {@link emiss.inference.Fitter} belongs to one
 * thread.
 *
 * <p>Inside, {@code ModelCompiler} turns data sets into a {@code CompiledModel}, one immutable part for every term of -ln L:
 * the contents of cells and the per-bin factors ({@code ProfiledBins}), {@code Constraints}, {@code GaussianMeasurements}. Each
 * term has its value, gradient and Hessian in one class; {@code Evaluator} adds them up.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package emiss.inference;

import org.apiguardian.api.API;
