package emiss.analysis;

import emiss.api.DoubleVector;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Response;
import emiss.api.experiment.TemplateUncertainty;
import emiss.physics.FormFactors;
import emiss.physics.HadronicTransition;
import emiss.physics.Q2Spectrum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Standard-Model yields of channels that vary together, with form factors and efficiencies drawn at random (arXiv:2403.13887,
 * Sec. III): all bins of the first channel, then those of the next.
 *
 * <p>One draw of form factors serves all channels; their efficiencies are independent. The numbers depend on the seed only:
 * one stream for the form factors of each process, one for the efficiencies.
 */
final class MonteCarloYields {
    /** A response to one of its transitions. */
    private record Folded(Response response, String transition, double weight, int firstBin) {}

    private final List<TemplateUncertainty> uncertainties;
    /** Per channel its responses. */
    private final List<List<Folded>> responses = new ArrayList<>();

    private final Theory theory;
    private final int bins;

    /** The yields of the channels that {@code uncertainties} are about, in this order. */
    MonteCarloYields(CountingData data, List<TemplateUncertainty> uncertainties, Theory theory) {
        this.uncertainties = uncertainties;
        this.theory = theory;
        int first = 0;
        for (TemplateUncertainty uncertainty : uncertainties) {
            List<Folded> ofChannel = new ArrayList<>();
            for (Response response : data.responses()) {
                if (response.channel().equals(uncertainty.channel())) {
                    int firstBin = first;
                    response.mixture()
                            .weights()
                            .forEach((transition, weight) ->
                                    ofChannel.add(new Folded(response, transition, weight, firstBin)));
                }
            }
            responses.add(ofChannel);
            first += ofChannel.get(0).response.eventsPerBranchingFraction().size();
        }
        this.bins = first;
    }

    /**
     * The covariance of the relative yields, yield / central yield, of the bins. A bin in which the Standard Model expects
     * nothing has no variance.
     *
     * @param formFactors whether form factors vary; efficiencies do in any case
     */
    double[][] covariance(boolean formFactors) {
        double[] central = new double[bins];
        for (List<Folded> ofChannel : responses) {
            addYields(ofChannel, Map.of(), 0, new double[0], central);
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
        SplittableRandom seed = new SplittableRandom(uncertainties.get(0).seed());
        SplittableRandom efficiencies = seed.split();
        Map<String, List<FormFactors>> formFactors = vary ? formFactors(seed) : Map.of();
        double[][] yields = new double[uncertainties.get(0).draws()][bins];
        for (int draw = 0; draw < yields.length; draw++) {
            for (int channel = 0; channel < responses.size(); channel++) {
                DoubleVector uncertainty = uncertainties.get(channel).efficiencyUncertainty();
                double[] shift = new double[uncertainty.size()];
                for (int j = 0; j < shift.length; j++) {
                    shift[j] = uncertainty.at(j) * efficiencies.nextGaussian();
                }
                addYields(responses.get(channel), formFactors, draw, shift, yields[draw]);
            }
        }
        return yields;
    }

    /** The drawn sets of every process, common to its transitions. */
    private Map<String, List<FormFactors>> formFactors(SplittableRandom seed) {
        Map<String, HadronicTransition> processes = new TreeMap<>();
        for (List<Folded> ofChannel : responses) {
            for (Folded folded : ofChannel) {
                HadronicTransition transition = theory.transition(folded.transition);
                if (!transition.isAnnihilation()) {
                    processes.put(transition.transition().process(), transition);
                }
            }
        }
        int draws = uncertainties.get(0).draws();
        Map<String, List<FormFactors>> drawn = new TreeMap<>();
        processes.forEach((process, transition) ->
                drawn.put(process, transition.formFactors().samples(draws, seed.split())));
        return drawn;
    }

    private void addYields(
            List<Folded> ofChannel,
            Map<String, List<FormFactors>> formFactors,
            int draw,
            double[] shift,
            double[] yields) {
        for (Folded folded : ofChannel) {
            Response response = folded.response;
            Q2Spectrum spectrum = theory.spectrum(folded.transition, response.q2Edges(), response.helicity());
            List<FormFactors> drawn =
                    formFactors.get(spectrum.transition().transition().process());
            DoubleVector branchingFractions = drawn == null
                    ? theory.standardModel().branchingFractions(spectrum)
                    : theory.standardModel().branchingFractions(spectrum, drawn.get(draw));
            List<DoubleVector> rows = response.eventsPerBranchingFraction();
            for (int i = 0; i < rows.size(); i++) {
                DoubleVector row = rows.get(i);
                for (int j = 0; j < row.size(); j++) {
                    double efficiency = shift.length == 0 ? 1 : 1 + shift[j];
                    yields[folded.firstBin + i] += folded.weight * row.at(j) * efficiency * branchingFractions.at(j);
                }
            }
        }
    }
}
