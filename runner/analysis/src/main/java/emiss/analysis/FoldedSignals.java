package emiss.analysis;

import emiss.api.decay.Mixture;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Detector;
import emiss.api.experiment.Response;
import emiss.inference.BinnedModel;
import emiss.physics.Candidate;
import emiss.physics.HermitianForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Theory folded with the responses of data sets, at every shift of the form factors: events of new particles as forms in the couplings,
 * and those of the Standard Model. Rows are events in the bins of all counting data sets, then one branching fraction for every
 * measurement of one.
 */
final class FoldedSignals {
    private record MeasuredRow(
            int row, Mixture mixture, @Nullable Detector detector) {}

    private final BinnedModel model;
    private final List<Dataset> datasets;
    private final FormFactorAxes axes;
    /** By shift. */
    private final List<List<FoldedResponse>> responses = new ArrayList<>();

    private final List<MeasuredRow> measurements = new ArrayList<>();

    /** Folds data sets as they are in the likelihood. */
    FoldedSignals(BinnedModel model, List<Dataset> datasets, FormFactorAxes axes) {
        this.model = model;
        this.datasets = datasets;
        this.axes = axes;
        for (FormFactorAxes.Shift shift : axes.shifts()) {
            List<FoldedResponse> folded = new ArrayList<>();
            for (Dataset dataset : datasets) {
                if (dataset instanceof CountingData counting) {
                    for (Response response : counting.responses()) {
                        folded.addAll(FoldedResponse.of(
                                response, counting, model.row(counting.id(), response.channel(), 0), shift.theory()));
                    }
                }
            }
            responses.add(folded);
        }
        for (Dataset dataset : datasets) {
            if (dataset instanceof BranchingFractionData measured) {
                for (int i = 0; i < measured.measurements().size(); i++) {
                    measurements.add(new MeasuredRow(
                            model.row(measured.id(), i),
                            measured.measurements().get(i).mixture(),
                            measured.detector()));
                }
            }
        }
    }

    /** New particles: by shift one form a row, in the free variables. */
    List<List<HermitianForm>> newPhysics(Candidate candidate, FreeVariables free) {
        List<List<HermitianForm>> rows = new ArrayList<>();
        List<List<HermitianForm>> central = List.of();
        for (int shift = 0; shift < responses.size(); shift++) {
            List<List<HermitianForm>> events = events(shift, candidate, free, central);
            central = shift == 0 ? events : central;
            rows.add(rows(shift, events, candidate, free));
        }
        return rows;
    }

    /** The events of every response; those that a shift does not change are the central ones. */
    private List<List<HermitianForm>> events(
            int shift, Candidate candidate, FreeVariables free, List<List<HermitianForm>> central) {
        String process = axes.shifts().get(shift).process();
        List<List<HermitianForm>> events = new ArrayList<>();
        List<FoldedResponse> shifted = responses.get(shift);
        for (int i = 0; i < shifted.size(); i++) {
            boolean isMoved = shift == 0 || shifted.get(i).process().equals(process);
            events.add(
                    isMoved
                            ? shifted.get(i).events(candidate, free.couplings()).stream()
                                    .map(free::inVariables)
                                    .toList()
                            : central.get(i));
        }
        return events;
    }

    private List<HermitianForm> rows(
            int shift, List<List<HermitianForm>> events, Candidate candidate, FreeVariables free) {
        List<HermitianForm> rows = new ArrayList<>(Collections.nCopies(model.rows(), HermitianForm.zero(free.size())));
        for (int i = 0; i < events.size(); i++) {
            int first = responses.get(shift).get(i).firstRow();
            for (int bin = 0; bin < events.get(i).size(); bin++) {
                rows.set(first + bin, rows.get(first + bin).plus(events.get(i).get(bin)));
            }
        }
        Theory theory = axes.shifts().get(shift).theory();
        for (MeasuredRow measured : measurements) {
            int row = measured.row;
            Candidate seen = candidate.in(measured.detector);
            measured.mixture
                    .weights()
                    .forEach((transition, weight) -> rows.set(
                            row,
                            rows.get(row)
                                    .plus(free.branchingFraction(theory, transition, seen)
                                            .times(weight))));
        }
        return rows;
    }

    /**
     * The Standard-Model signal: the published one and predictions of what was measured, and how form factors change them.
     */
    MovingRows standardModel() {
        Theory central = axes.shifts().get(0).theory();
        StandardModelShift shifts = new StandardModelShift(central);
        return MovingRows.of(axes, index -> {
            FormFactorAxes.Shift shift = axes.shifts().get(index);
            double[] rows = model.smTemplate();
            if (index > 0) {
                for (Dataset dataset : datasets) {
                    if (dataset instanceof CountingData counting) {
                        counting.channels()
                                .forEach(channel -> shifts.shift(
                                        counting,
                                        channel,
                                        model.row(counting.id(), channel.name(), 0),
                                        rows,
                                        shift.theory()));
                    }
                }
            }
            for (MeasuredRow measured : measurements) {
                rows[measured.row] =
                        measured.mixture.sum(transition -> shifts.branchingFraction(transition, shift.theory()));
            }
            return rows;
        });
    }
}
