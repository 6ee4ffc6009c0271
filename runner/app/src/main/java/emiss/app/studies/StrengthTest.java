package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.TestedStrength;
import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.Interval;
import emiss.inference.ProfileLikelihood;
import emiss.inference.PseudoExperiment;
import emiss.inference.Significance;
import emiss.inference.statistics.StrengthFitter;
import emiss.inference.statistics.TestedParameter;

/** The tests of one x against the data of a likelihood; belongs to one thread. */
final class StrengthTest {
    private final Analysis analysis;
    private final TestedParameter tested;
    private final StrengthFitter fitter;
    private final PseudoExperiment observed;
    private final FitResult zero;
    private final StrengthFitter.Best best;

    StrengthTest(Analysis analysis, TestedStrength strength) {
        this.analysis = analysis;
        this.tested = strength.requiredParameter();
        this.fitter = new StrengthFitter(analysis.model(), FitOptions.DEFAULT);
        this.observed = PseudoExperiment.observed(analysis.data());
        this.zero = require(fitter.at(observed, tested, 0, analysis.standardModelFit()));
        this.best = fitter.best(observed, tested, zero);
        require(best.fit());
    }

    private static FitResult require(FitResult fit) {
        if (!fit.converged()) {
            throw new IllegalStateException("the fit did not converge: " + fit.reason());
        }
        return fit;
    }

    TestedParameter tested() {
        return tested;
    }

    /** The best value of x, not below 0. */
    double best() {
        return best.x();
    }

    /** The fit with x held. */
    FitResult at(double x) {
        return require(x == 0 ? zero : fitter.at(observed, tested, x, zero));
    }

    /** -2 ln of the likelihood ratio to the best value. */
    double statistic(double x) {
        return Math.max(0, at(x).deviance() - best.fit().deviance());
    }

    /** The values of x at which -2 ln L has not risen by more than {@code rise} above its minimum. */
    Interval profile(double rise) {
        FitResult free = tested.isSquare() || best.x() > 0
                ? best.fit()
                : fitter.fitter().fit(analysis.data(), tested.free(), zero);
        if (tested.isSquare() && best.x() == 0) {
            free = fitter.fitter().fit(analysis.data(), tested.free(), tested.freeStarts(), zero);
        }
        ProfileLikelihood profile = new ProfileLikelihood(fitter.fitter(), analysis.data(), tested.free(), free);
        Interval found = tested.isSquare()
                ? profile.intervalOfModulus(tested.index(), rise)
                : profile.interval(tested.index(), rise);
        if (!found.converged()) {
            throw new IllegalStateException("the interval was not found: " + found.reason());
        }
        return tested.isSquare() ? new Interval(found.low() * found.low(), found.high() * found.high(), "") : found;
    }

    /** The rise of -2 ln L at the ends of a two-sided interval. */
    static double rise(double level) {
        return Math.pow(Significance.sigmaOneSided((1 - level) / 2), 2);
    }
}
