package emiss.benchmarks;

import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import emiss.inference.BinnedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * -ln L of the rescaled Standard Model and its gradient in all parameters, per-bin factors included, sample by sample as
 * HistFactory defines them. Knows the modifiers that the Belle II likelihood uses.
 */
final class PlainLikelihood {
    private record Shift(int parameter, double low, double high) {}

    private record Factor(int parameter, double low, double high) {}

    private record Cell(
            int row, double nominal, boolean isSignal, int gamma, List<Shift> shifts, List<Factor> factors) {}

    private final List<Cell> cells = new ArrayList<>();
    private final double[] observed;
    private final double[] centre;
    private final double[] width;
    private final double[] rate;
    private final double[] weight;

    PlainLikelihood(BinnedModel model) {
        centre = model.observedData().centres();
        width = model.constraintWidths();
        observed = Arrays.copyOf(model.observedData().observed(), model.bins());
        rate = new double[model.bins()];
        weight = new double[model.bins()];
        for (Dataset dataset : model.datasets()) {
            CountingData counting = (CountingData) dataset;
            for (Channel channel : counting.channels()) {
                for (Sample sample : channel.samples()) {
                    for (int bin = 0; bin < channel.bins().size(); bin++) {
                        cells.add(cell(model, counting.id(), channel.name(), sample, bin));
                    }
                }
            }
        }
    }

    private static Cell cell(BinnedModel model, String id, String channel, Sample sample, int bin) {
        double nominal = sample.nominal().at(bin);
        ToIntFunction<String> index =
                name -> model.nuisanceNames().indexOf(name.contains("/") ? name : id + "/" + name);
        int gamma = -1;
        List<Shift> shifts = new ArrayList<>();
        List<Factor> factors = new ArrayList<>();
        for (Systematic systematic : sample.systematics()) {
            if (systematic instanceof Systematic.HistoSys shift) {
                shifts.add(new Shift(
                        index.applyAsInt(shift.name()),
                        shift.low().at(bin) - nominal,
                        shift.high().at(bin) - nominal));
            } else if (systematic instanceof Systematic.NormSys factor) {
                factors.add(new Factor(index.applyAsInt(factor.name()), factor.low(), factor.high()));
            } else if (systematic instanceof Systematic.StatError) {
                gamma = index.applyAsInt(systematic.name() + "[" + bin + "]");
            } else {
                throw new IllegalArgumentException("no modifier of this kind expected: " + systematic);
            }
        }
        return new Cell(
                model.row(id, channel, bin), nominal, sample.role() == Sample.Role.SIGNAL, gamma, shifts, factors);
    }

    /** Value relative to the saturated model; the gradient is written, its last entry that of mu. */
    double valueAndGradient(double[] nuisances, double mu, double[] gradient) {
        Arrays.fill(rate, 0);
        for (Cell cell : cells) {
            rate[cell.row] += shifted(cell, nuisances) * factors(cell, nuisances, mu, -1);
        }
        double sum = 0;
        for (int row = 0; row < rate.length; row++) {
            double n = observed[row];
            sum += rate[row] - n + (n > 0 ? n * Math.log(n / rate[row]) : 0);
            weight[row] = 1 - n / rate[row];
        }
        Arrays.fill(gradient, 0);
        for (int p = 0; p < nuisances.length; p++) {
            double pull = (nuisances[p] - centre[p]) / width[p];
            sum += 0.5 * pull * pull;
            gradient[p] = pull / width[p];
        }
        for (Cell cell : cells) {
            double events = shifted(cell, nuisances);
            double all = factors(cell, nuisances, mu, -1);
            double w = weight[cell.row];
            for (Shift shift : cell.shifts) {
                gradient[shift.parameter] += w * all * slope(nuisances[shift.parameter], shift);
            }
            for (int i = 0; i < cell.factors.size(); i++) {
                Factor factor = cell.factors.get(i);
                gradient[factor.parameter] +=
                        w * events * factors(cell, nuisances, mu, i) * code4Slope(nuisances[factor.parameter], factor);
            }
            if (cell.gamma >= 0) {
                gradient[cell.gamma] += w * events * all / nuisances[cell.gamma];
            }
            if (cell.isSignal) {
                gradient[nuisances.length] += w * events * all / mu;
            }
        }
        return sum;
    }

    private static double shifted(Cell cell, double[] nuisances) {
        double events = cell.nominal;
        for (Shift shift : cell.shifts) {
            events += code4p(nuisances[shift.parameter], shift);
        }
        return events;
    }

    private static double factors(Cell cell, double[] nuisances, double mu, int without) {
        double product = cell.isSignal ? mu : 1;
        if (cell.gamma >= 0) {
            product *= nuisances[cell.gamma];
        }
        for (int i = 0; i < cell.factors.size(); i++) {
            if (i != without) {
                product *= code4(nuisances[cell.factors.get(i).parameter], cell.factors.get(i));
            }
        }
        return product;
    }

    private static double code4p(double alpha, Shift shift) {
        if (Math.abs(alpha) >= 1) {
            return alpha > 0 ? alpha * shift.high : -alpha * shift.low;
        }
        double symmetric = (shift.high - shift.low) / 2;
        double asymmetric = (shift.high + shift.low) / 16;
        double square = alpha * alpha;
        return alpha * symmetric + square * asymmetric * (15 + square * (-10 + 3 * square));
    }

    private static double slope(double alpha, Shift shift) {
        if (Math.abs(alpha) >= 1) {
            return alpha > 0 ? shift.high : -shift.low;
        }
        double symmetric = (shift.high - shift.low) / 2;
        double asymmetric = (shift.high + shift.low) / 16;
        double square = alpha * alpha;
        return symmetric + alpha * asymmetric * (30 + square * (-40 + 18 * square));
    }

    private static double code4(double alpha, Factor factor) {
        if (Math.abs(alpha) >= 1) {
            return Math.pow(alpha > 0 ? factor.high : factor.low, Math.abs(alpha));
        }
        double[] a = polynomial(factor);
        double sum = 1;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * Math.pow(alpha, k + 1);
        }
        return sum;
    }

    private static double code4Slope(double alpha, Factor factor) {
        if (Math.abs(alpha) >= 1) {
            double base = alpha > 0 ? factor.high : factor.low;
            return Math.signum(alpha) * Math.log(base) * Math.pow(base, Math.abs(alpha));
        }
        double[] a = polynomial(factor);
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (k + 1) * a[k] * Math.pow(alpha, k);
        }
        return sum;
    }

    /** The polynomial inside, from value, first and second derivative of the exponentials at -1 and 1. */
    private static double[] polynomial(Factor factor) {
        double logHigh = Math.log(factor.high);
        double logLow = Math.log(factor.low);
        double s0 = (factor.high + factor.low) / 2;
        double a0 = (factor.high - factor.low) / 2;
        double s1 = (factor.high * logHigh - factor.low * logLow) / 2;
        double a1 = (factor.high * logHigh + factor.low * logLow) / 2;
        double s2 = (factor.high * logHigh * logHigh + factor.low * logLow * logLow) / 2;
        double a2 = (factor.high * logHigh * logHigh - factor.low * logLow * logLow) / 2;
        return new double[] {
            (15 * a0 - 7 * s1 + a2) / 8,
            (-24 + 24 * s0 - 9 * a1 + s2) / 8,
            (-5 * a0 + 5 * s1 - a2) / 4,
            (12 - 12 * s0 + 7 * a1 - s2) / 4,
            (3 * a0 - 3 * s1 + a2) / 8,
            (-8 + 8 * s0 - 5 * a1 + s2) / 8
        };
    }
}
