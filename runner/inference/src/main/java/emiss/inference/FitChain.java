package emiss.inference;

import java.util.ArrayList;
import java.util.List;

/**
 * Fits of neighbouring signals to the same data, along a row. Parameters start where those of the fits before lead, and
 * the second derivatives at the minimum before serve until they no longer lead down fast. A chain has a fitter of its own, so
 * that its results depend on nothing but its start and its signals. Belongs to one thread.
 */
public final class FitChain {
    /** How many fits are extrapolated. */
    private static final int MEMORY = 4;

    /** A position that is farther away than this many steps before is not extrapolated to. */
    private static final double FAR = 2.5;

    private final Fitter fitter;
    private final ModelData data;
    private final List<Link> links = new ArrayList<>();
    private FitResult last;

    private record Link(double position, FitResult fit) {}

    /**
     * Begins a chain.
     *
     * @param model the model that is fitted
     * @param data the outcome of the experiments
     * @param start a fit to the same data
     */
    public FitChain(BinnedModel model, ModelData data, FitResult start) {
        this.fitter = new Fitter(model);
        this.data = data;
        this.last = start;
    }

    /**
     * {@return the next fit; the chain goes on from it if it converged}
     *
     * @param position where the signal is along the row, in any unit
     * @param signal the signal
     * @param starts where its parameters start too, in search of a lower minimum than the neighbour's
     */
    public FitResult next(double position, SignalModel signal, List<double[]> starts) {
        double[] weights = weights(position);
        FitResult fit = weights.length == 0
                ? fitter.follow(data, signal, List.of(last), new double[] {1})
                : fitter.follow(data, signal, links.stream().map(Link::fit).toList(), weights);
        if (!fit.converged()) {
            links.clear();
            fit = fitter.fit(data, signal, last);
        }
        if (!fit.converged()) {
            fit = fitter.fit(data, signal);
        }
        if (!starts.isEmpty()) {
            FitResult other = fitter.fit(data, signal, starts, fit);
            fit = other.isBetterThan(fit) ? other : fit;
        }
        if (fit.converged()) {
            last = fit;
            links.add(0, new Link(position, fit));
            if (links.size() > MEMORY) {
                links.remove(MEMORY);
            }
        }
        return fit;
    }

    /** With which weights the fits before lead to the next position by the polynomial through them; none if it is far. */
    private double[] weights(double position) {
        int known = links.size();
        if (known < 2
                || Math.abs(position - links.get(0).position)
                        > FAR * Math.abs(links.get(0).position - links.get(1).position)) {
            return new double[0];
        }
        double[] weights = new double[known];
        for (int i = 0; i < known; i++) {
            weights[i] = 1;
            for (int j = 0; j < known; j++) {
                if (j != i) {
                    weights[i] *= (position - links.get(j).position) / (links.get(i).position - links.get(j).position);
                }
            }
        }
        return weights;
    }
}
