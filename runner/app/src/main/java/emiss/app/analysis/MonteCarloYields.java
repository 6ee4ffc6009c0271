package emiss.app.analysis;

import emiss.api.DoubleVector;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Response;
import emiss.api.experiment.TemplateUncertainty;
import emiss.physics.FormFactors;
import emiss.physics.HadronicTransition;
import emiss.physics.Q2Spectrum;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Standard-Model yields of a channel with form factors and efficiencies drawn at random (arXiv:2403.13887, Sec. III).
 *
 * <p>The numbers depend on the seed only: one stream for the form factors of each process, one for the efficiencies.
 */
final class MonteCarloYields {
    private final TemplateUncertainty uncertainty;
    private final List<Response> responses;
    private final Theory theory;
    private final int bins;

    MonteCarloYields(CountingData data, TemplateUncertainty uncertainty, Theory theory) {
        this.uncertainty = uncertainty;
        this.theory = theory;
        this.responses = data.responses().stream()
                .filter(response -> response.channel().equals(uncertainty.channel()))
                .toList();
        this.bins = responses.get(0).eventsPerBranchingFraction().size();
    }

    /**
     * The covariance of the relative yields, yield / central yield, of the bins. A bin in which the Standard Model expects
     * nothing has no variance.
     *
     * @param formFactors whether form factors vary; efficiencies do in any case
     */
    double[][] covariance(boolean formFactors) {
        double[] central = new double[bins];
        for (Response response : responses) {
            addYields(response, Map.of(), 0, new double[0], central);
        }
        double[][] relative = draws(formFactors);
        double[] mean = new double[bins];
        for (double[] draw : relative) {
            for (int i = 0; i < bins; i++) {
                draw[i] = central[i] > 0 ? draw[i] / central[i] - 1 : 0;
                mean[i] += draw[i] / relative.length;
            }
        }
        double[][] covariance = new double[bins][bins];
        for (double[] draw : relative) {
            for (int i = 0; i < bins; i++) {
                for (int j = 0; j < bins; j++) {
                    covariance[i][j] += (draw[i] - mean[i]) * (draw[j] - mean[j]) / (relative.length - 1);
                }
            }
        }
        return covariance;
    }

    private double[][] draws(boolean vary) {
        SplittableRandom seed = new SplittableRandom(uncertainty.seed());
        SplittableRandom efficiencies = seed.split();
        Map<String, List<FormFactors>> formFactors = vary ? formFactors(seed) : Map.of();
        double[][] yields = new double[uncertainty.draws()][bins];
        double[] shift = new double[uncertainty.efficiencyUncertainty().size()];
        for (int draw = 0; draw < yields.length; draw++) {
            for (int j = 0; j < shift.length; j++) {
                shift[j] = uncertainty.efficiencyUncertainty().at(j) * efficiencies.nextGaussian();
            }
            for (Response response : responses) {
                addYields(response, formFactors, draw, shift, yields[draw]);
            }
        }
        return yields;
    }

    /** The drawn sets of every process, common to its transitions. */
    private Map<String, List<FormFactors>> formFactors(SplittableRandom seed) {
        Map<String, HadronicTransition> processes = new TreeMap<>();
        for (Response response : responses) {
            HadronicTransition transition = theory.transition(response.transition());
            if (!transition.isAnnihilation()) {
                processes.put(transition.transition().process(), transition);
            }
        }
        Map<String, List<FormFactors>> drawn = new TreeMap<>();
        processes.forEach((process, transition) ->
                drawn.put(process, transition.formFactors().samples(uncertainty.draws(), seed.split())));
        return drawn;
    }

    private void addYields(
            Response response, Map<String, List<FormFactors>> formFactors, int draw, double[] shift, double[] yields) {
        Q2Spectrum spectrum = theory.spectrum(response.transition(), response.q2Edges(), response.helicity());
        List<FormFactors> drawn =
                formFactors.get(spectrum.transition().transition().process());
        DoubleVector branchingFractions = drawn == null
                ? theory.standardModel().branchingFractions(spectrum)
                : theory.standardModel().branchingFractions(spectrum, drawn.get(draw));
        for (int i = 0; i < yields.length; i++) {
            DoubleVector row = response.eventsPerBranchingFraction().get(i);
            for (int j = 0; j < row.size(); j++) {
                double efficiency = shift.length == 0 ? 1 : 1 + shift[j];
                yields[i] += row.at(j) * efficiency * branchingFractions.at(j);
            }
        }
    }
}
