package emiss.app.studies;

import emiss.analysis.Analysis;
import emiss.analysis.CouplingFit;
import emiss.analysis.CouplingFitter;
import emiss.analysis.Hypothesis;
import emiss.analysis.TestedStrength;
import emiss.api.DoubleVector;
import emiss.api.experiment.BranchingFractionData;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Sample;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Complex;
import emiss.app.study.Computation;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.Outcome;
import emiss.app.study.Study;
import emiss.app.study.StudyContext;
import emiss.app.study.StudyDecoder;
import emiss.app.study.StudyType;
import emiss.data.document.Node;
import emiss.inference.ExpectedBins;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.SignalModel;
import emiss.physics.Candidate;
import emiss.results.YieldsResult;
import emiss.results.YieldsResult.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was observed in every bin, and what a hypothesis expects there by process, before and after its fit, with the uncertainty of
 * the sum.
 *
 * @param hypothesis {@code background}, {@code sm}, {@code rescaled-sm} or the id of a scenario
 * @param candidate the candidate at its mass; empty without new particles
 * @param couplings the couplings that float
 */
public record YieldsStudy(String hypothesis, Optional<Candidate> candidate, List<Basis.Variable> couplings)
        implements Study {
    private static final String BACKGROUND = "background";
    static final String SM = "sm";
    static final String RESCALED_SM = "rescaled-sm";

    private static final Field HYPOTHESIS = Field.of(
                    "hypothesis",
                    Kind.TEXT_OR_OBJECT,
                    RESCALED_SM,
                    "what is fitted: background, sm, rescaled-sm, or couplings of a scenario")
            .from(BACKGROUND, SM, RESCALED_SM)
            .with(
                    Fields.SCENARIO,
                    Fields.BASIS,
                    Fields.COUPLINGS,
                    Fields.MASS.required(false),
                    Fields.WIDTH,
                    Fields.LIFETIME,
                    Fields.LAMBDA);

    /** The type of these studies. */
    public static final StudyType TYPE = new StudyType(
            YieldsResult.TYPE,
            "data, and what is expected by process in every bin, before and after a fit",
            List.of(HYPOTHESIS),
            YieldsStudy::decode);

    /**
     * A hypothesis and its fit.
     *
     * @param before the signal before the fit
     * @param fit the fit
     * @param couplings best couplings, or mu
     * @param standardModel events of the Standard Model per row, before nuisance parameters act
     * @param newParticles those of new particles
     * @param strength what the fit multiplies the Standard Model by
     */
    private record Fitted(
            SignalModel before,
            FitResult fit,
            Map<String, Complex> couplings,
            double[] standardModel,
            double[] newParticles,
            double strength) {
        boolean hasSignal() {
            return strength != 0 || newParticles.length > 0;
        }

        /** Which part of the signal in a row is of the Standard Model, after the fit or before it. */
        double standardModelShare(int row, boolean isAfter) {
            double sm = (isAfter ? strength : 1) * standardModel[row];
            double all = sm + (newParticles.length == 0 ? 0 : newParticles[row]);
            return all == 0 ? 1 : sm / all;
        }
    }

    @Override
    public Computation<?> begin(StudyContext context) {
        return Computation.whole(() -> compute(context.analysis()));
    }

    private Fitted fitted(Analysis analysis) {
        double[] standardModel = analysis.standardModelRows();
        double[] none = {};
        if (candidate.isPresent()) {
            Hypothesis free = analysis.hypothesis(candidate.get(), couplings, false);
            CouplingFit best = new CouplingFitter(analysis).fit(free);
            Map<String, Complex> values = best.couplings();
            return new Fitted(
                    free.signalAt(values), best.result(), values, standardModel, newParticles(free, values), 1);
        }
        return switch (hypothesis) {
            case BACKGROUND ->
                new Fitted(
                        analysis.background(),
                        new Fitter(analysis.model()).fit(analysis.data(), analysis.background()),
                        Map.of(),
                        standardModel,
                        none,
                        0);
            case SM ->
                new Fitted(analysis.standardModel(), analysis.standardModelFit(), Map.of(), standardModel, none, 1);
            default -> {
                FitResult fit = analysis.rescaledFit();
                double mu = fit.signalParameter(TestedStrength.MU);
                yield new Fitted(
                        analysis.standardModel(),
                        fit,
                        Map.of(TestedStrength.MU, Complex.real(mu)),
                        standardModel,
                        none,
                        mu);
            }
        };
    }

    /** Events of new particles per row; of couplings that contain the Standard Model, what they add to it. */
    private static double[] newParticles(Hypothesis hypothesis, Map<String, Complex> values) {
        double[] rows = hypothesis.rows(values);
        double[] standardModel = hypothesis.analysis().standardModelRows();
        for (int row = 0; row < rows.length; row++) {
            rows[row] -= standardModel[row];
        }
        return rows;
    }

    private Outcome compute(Analysis analysis) {
        Fitted fitted = fitted(analysis);
        ExpectedBins before = ExpectedBins.before(analysis.data(), fitted.before);
        ExpectedBins after = ExpectedBins.after(fitted.fit);
        Contents contents = new Contents(analysis, fitted, before, after);
        List<YieldsResult.Channel> channels = new ArrayList<>();
        for (Dataset dataset : analysis.model().datasets()) {
            if (dataset instanceof CountingData counting) {
                counting.channels().forEach(channel -> channels.add(contents.channel(counting, channel)));
            } else if (dataset instanceof BranchingFractionData measured) {
                channels.add(contents.measured(measured));
            }
        }
        List<String> problems = new ArrayList<>();
        if (!fitted.fit.converged()) {
            problems.add("the fit did not converge: " + fitted.fit.reason());
        } else if (after.errors().isEmpty()) {
            problems.add("the sums have no uncertainty: the second derivatives at the minimum are not positive");
        }
        return new Outcome(
                new YieldsResult(
                        hypothesis,
                        candidate.map(Candidate::mass).orElse(null),
                        fitted.couplings,
                        channels,
                        candidate.isPresent()
                                ? List.of("before the fit new particles have the couplings that it finds")
                                : List.of()),
                problems);
    }

    /** Reads the expectations in the order of the data sets. */
    private final class Contents {
        private final Analysis analysis;
        private final Fitted fitted;
        private final ExpectedBins before;
        private final ExpectedBins after;
        private final double[] observed;
        private int cell;

        Contents(Analysis analysis, Fitted fitted, ExpectedBins before, ExpectedBins after) {
            this.analysis = analysis;
            this.fitted = fitted;
            this.before = before;
            this.after = after;
            this.observed = analysis.data().observed();
        }

        /** A channel of counts; it takes its cells. */
        YieldsResult.Channel channel(CountingData data, Channel channel) {
            int first = analysis.model().row(data.id(), channel.name(), 0);
            int size = channel.bins().size();
            List<YieldsResult.Process> processes = new ArrayList<>();
            double[] signalBefore = new double[size];
            double[] signalAfter = new double[size];
            boolean hasSignal = false;
            for (Sample sample : channel.samples()) {
                DoubleVector ofBefore = part(before.cells(), cell, size);
                DoubleVector ofAfter = part(after.cells(), cell, size);
                cell += size;
                if (sample.role() == Sample.Role.SIGNAL) {
                    hasSignal = true;
                    for (int i = 0; i < size; i++) {
                        signalBefore[i] += ofBefore.at(i);
                        signalAfter[i] += ofAfter.at(i);
                    }
                } else {
                    processes.add(new YieldsResult.Process(sample.name(), Role.BACKGROUND, ofBefore, ofAfter));
                }
            }
            if (hasSignal && fitted.hasSignal()) {
                addSignal(first, signalBefore, signalAfter, processes);
            }
            List<YieldsResult.Bin> bins = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                double error = Math.sqrt(observed[first + i]);
                bins.add(new YieldsResult.Bin(
                        channel.bins().get(i).selection(),
                        channel.bins().get(i).low(),
                        channel.bins().get(i).high(),
                        observed[first + i],
                        error,
                        error));
            }
            return result(data, channel.name(), channel.variable(), channel.unit(), bins, processes, first);
        }

        private void addSignal(
                int first, double[] signalBefore, double[] signalAfter, List<YieldsResult.Process> processes) {
            int size = signalBefore.length;
            processes.add(new YieldsResult.Process(
                    "SM",
                    Role.STANDARD_MODEL,
                    DoubleVector.generate(size, i -> signalBefore[i] * fitted.standardModelShare(first + i, false)),
                    DoubleVector.generate(size, i -> signalAfter[i] * fitted.standardModelShare(first + i, true))));
            if (candidate.isPresent()) {
                double[] totals = after.totals();
                double[] cells = sums(processes, size);
                processes.add(new YieldsResult.Process(
                        hypothesis,
                        Role.NEW_PARTICLES,
                        DoubleVector.generate(
                                size, i -> signalBefore[i] * (1 - fitted.standardModelShare(first + i, false))),
                        // with the fluctuation of their template, if they have one
                        DoubleVector.generate(size, i -> totals[first + i] - cells[i])));
            }
        }

        private static double[] sums(List<YieldsResult.Process> processes, int size) {
            double[] sums = new double[size];
            for (YieldsResult.Process process : processes) {
                for (int i = 0; i < size; i++) {
                    sums[i] += process.after().at(i);
                }
            }
            return sums;
        }

        /** A data set of branching fractions. */
        YieldsResult.Channel measured(BranchingFractionData data) {
            int first = analysis.model().row(data.id(), 0);
            int size = data.measurements().size();
            List<YieldsResult.Bin> bins = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                BranchingFractionData.Measurement measurement =
                        data.measurements().get(i);
                bins.add(new YieldsResult.Bin(
                        measurement.mixture().toString(),
                        i + 0.5,
                        i + 1.5,
                        observed[first + i],
                        measurement.errorLow(),
                        measurement.errorHigh()));
            }
            List<YieldsResult.Process> processes = new ArrayList<>();
            if (fitted.hasSignal()) {
                addSignal(
                        first,
                        Arrays.copyOfRange(before.totals(), first, first + size),
                        Arrays.copyOfRange(after.totals(), first, first + size),
                        processes);
            }
            return result(data, data.id(), "", "", bins, processes, first);
        }

        private YieldsResult.Channel result(
                Dataset data,
                String name,
                String variable,
                String unit,
                List<YieldsResult.Bin> bins,
                List<YieldsResult.Process> processes,
                int first) {
            int size = bins.size();
            return new YieldsResult.Channel(
                    data.id(),
                    name,
                    variable,
                    unit,
                    bins,
                    processes,
                    part(before.totals(), first, size),
                    part(before.errors().orElseThrow(), first, size),
                    part(after.totals(), first, size),
                    after.errors().map(errors -> part(errors, first, size)).orElse(null));
        }

        private static DoubleVector part(double[] rows, int first, int size) {
            return DoubleVector.generate(size, i -> rows[first + i]);
        }
    }

    private static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        Optional<Node> given = decoder.nameOrObject(HYPOTHESIS);
        if (given.isPresent()) {
            return decoder.inside(HYPOTHESIS, given.get(), YieldsStudy::newParticles);
        }
        String hypothesis = decoder.choice(HYPOTHESIS);
        if (hypothesis.equals(RESCALED_SM)) {
            Signals.require(decoder);
        }
        return Optional.of(new YieldsStudy(hypothesis, Optional.empty(), List.of()));
    }

    private static Optional<Study> newParticles(StudyDecoder decoder) {
        return decoder.candidate().read().map(candidate -> {
            List<Basis.Variable> couplings =
                    decoder.couplings(candidate.scenario()).floating();
            double mass = decoder.mass(candidate.scenario());
            return new YieldsStudy(candidate.scenario().id(), Optional.of(candidate.at(mass)), couplings);
        });
    }
}
