package emiss.analysis;

import emiss.api.decay.Helicity;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Detector;
import emiss.api.experiment.NuisanceGroup;
import emiss.api.experiment.TemplateUncertainty;
import emiss.api.scenario.Basis;
import emiss.inference.BinnedModel;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.ModelData;
import emiss.inference.ParameterOfInterest;
import emiss.inference.SignalModel;
import emiss.physics.Candidate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The likelihood of a combination of data sets, ready to be fitted with any signal. Thread-safe.
 *
 * <p>A signal is given in rows: events in the bins of all counting data sets, then one branching fraction for every
 * measurement of one.
 */
public final class Analysis {

    /** What Asimov data are made of: the likelihood of the real data, and a hypothesis that is fitted to them. */
    private record Origin(Analysis observed, Function<Analysis, FitResult> hypothesis, LuminosityScale scale) {}

    private record View(String transition, @Nullable Detector detector) {}

    private final Theory theory;
    private final List<Dataset> datasets;
    private final BinnedModel model;
    private final ModelData data;
    private final FormFactorAxes axes;
    private final List<ParameterOfInterest> strengths;
    private final MovingRows standardModelEvents;
    private final FoldedSignals signals;
    private final double[] standardModelRows;
    private final boolean[] fluctuatingRows;
    private final FitResult standardModelFit;
    private final FitResult rescaledFit;
    private final SignalTerms.Uncertainty smNormalisation;
    private final Optional<Origin> origin;
    /** This likelihood with the uncertainty of form factors treated in other ways, each made when it is first needed. */
    private final Map<FormFactorUncertainty, Analysis> variants = new ConcurrentHashMap<>();

    /** Standard-Model branching fractions of transitions, which form factors move, each found when it is first needed. */
    private final Map<String, MovingRows> standardModelFractions = new ConcurrentHashMap<>();

    /**
     * Compiles the likelihood, and fits the Standard Model and the rescaled Standard Model.
     *
     * @throws IllegalArgumentException if the data sets cannot be combined
     */
    public Analysis(List<Dataset> datasets, Theory theory) {
        this(datasets, theory, LuminosityScale.ONE, Optional.empty(), Optional.empty());
    }

    /**
     * Asimov data of a hypothesis, with more data if the luminosity is scaled.
     *
     * @param hypothesis fits it to the data of a likelihood, which are the real ones
     */
    public Analysis asimov(Function<Analysis, FitResult> hypothesis, LuminosityScale scale) {
        return asimov(hypothesis, this, scale);
    }

    /** The Asimov data of a hypothesis that is fitted in another likelihood of the same data. */
    private Analysis asimov(Function<Analysis, FitResult> hypothesis, Analysis fittedIn, LuminosityScale scale) {
        FitResult fit = hypothesis.apply(fittedIn);
        if (!fit.converged()) {
            throw new IllegalArgumentException("the hypothesis of the Asimov data was not fitted: " + fit.reason());
        }
        return new Analysis(
                datasets, theory, scale, Optional.of(fit), Optional.of(new Origin(this, hypothesis, scale)));
    }

    private Analysis(
            List<Dataset> datasets,
            Theory theory,
            LuminosityScale scale,
            Optional<FitResult> asimov,
            Optional<Origin> origin) {
        this.theory = theory;
        this.datasets = List.copyOf(datasets);
        this.origin = origin;
        List<Dataset> expanded = datasets.stream()
                .map(dataset -> scale.apply(MonteCarloTemplates.expand(dataset, theory)))
                .toList();
        this.model = BinnedModel.of(
                theory.formFactorUncertainty() != FormFactorUncertainty.TEMPLATE
                        ? expanded.stream()
                                .map(Analysis::withoutFormFactorShapes)
                                .toList()
                        : expanded);
        this.data = asimov.map(fit -> asimovData(model, fit, scale)).orElseGet(model::observedData);
        this.smNormalisation =
                new SignalTerms.Uncertainty(theory.smUncertainty(), fitted(asimov, Hypothesis.SM_NORMALISATION));
        this.axes = theory.formFactorUncertainty() == FormFactorUncertainty.COHERENT
                ? new FormFactorAxes(theory, measuredTransitions())
                : new FormFactorAxes(theory);
        this.strengths = axes.strengths(name -> fitted(asimov, name));
        this.signals = new FoldedSignals(model, expanded, axes);
        this.standardModelEvents = signals.standardModel();
        this.standardModelRows = standardModelEvents.central();
        this.fluctuatingRows = new boolean[model.rows()];
        for (Dataset dataset : datasets) {
            if (dataset instanceof CountingData counting) {
                addFluctuations(counting);
            }
        }
        Fitter fitter = new Fitter(model);
        this.standardModelFit = fitter.fit(data, standardModel());
        this.rescaledFit = fitter.fit(data, rescaledStandardModel());
    }

    /** What a hypothesis that was fitted to the real data expects, events scaled; auxiliary data are as they were fitted. */
    private static ModelData asimovData(BinnedModel model, FitResult fit, LuminosityScale scale) {
        double[] expected = fit.expected();
        for (int row = 0; row < model.bins(); row++) {
            expected[row] *= scale.factor();
        }
        double[] centres = model.observedData().centres();
        for (int i = 0; i < centres.length; i++) {
            centres[i] = fit.nuisance(model.nuisanceNames().get(i));
        }
        return model.data(expected, centres);
    }

    /** Where a parameter is in Asimov data; 0 in real ones. */
    private static double fitted(Optional<FitResult> asimov, String name) {
        return asimov.filter(fit -> fit.signal().parameters().stream()
                        .anyMatch(parameter -> parameter.name().equals(name)))
                .map(fit -> fit.signalParameter(name))
                .orElse(0.0);
    }

    private static Dataset withoutFormFactorShapes(Dataset dataset) {
        if (!(dataset instanceof CountingData counting)) {
            return dataset;
        }
        List<Channel> channels = counting.channels().stream()
                .map(channel -> channel.with(channel.samples().stream()
                        .map(sample -> sample.with(sample.systematics().stream()
                                .filter(systematic ->
                                        !counting.formFactorParameters().contains(systematic.name()))
                                .toList()))
                        .toList()))
                .toList();
        return counting.with(channels, Set.of());
    }

    private void addFluctuations(CountingData counting) {
        Set<String> names = counting.templateUncertainties().stream()
                .filter(TemplateUncertainty::newPhysicsStatistics)
                .map(TemplateUncertainty::channel)
                .collect(Collectors.toSet());
        for (Channel channel : counting.channels()) {
            if (names.contains(channel.name())) {
                int first = model.row(counting.id(), channel.name(), 0);
                Arrays.fill(fluctuatingRows, first, first + channel.bins().size(), true);
            }
        }
    }

    /** The theory inputs. */
    public Theory theory() {
        return theory;
    }

    /** The data sets. */
    public List<Dataset> datasets() {
        return datasets;
    }

    /** The binned model. */
    public BinnedModel model() {
        return model;
    }

    /** The data that are fitted. */
    public ModelData data() {
        return data;
    }

    /**
     * The same likelihood with the uncertainty of form factors treated in another way. Asimov data are made again: where form factors
     * would float, with form factors fixed, so that both have the same.
     */
    public Analysis with(FormFactorUncertainty uncertainty) {
        return variants.computeIfAbsent(uncertainty, this::made);
    }

    private Analysis made(FormFactorUncertainty uncertainty) {
        if (origin.isEmpty()) {
            return new Analysis(datasets, theory.with(uncertainty));
        }
        Origin from = origin.get();
        Analysis real = from.observed.with(uncertainty);
        Analysis fittedIn =
                uncertainty == FormFactorUncertainty.COHERENT ? from.observed.with(FormFactorUncertainty.NONE) : real;
        return real.asimov(from.hypothesis, fittedIn, from.scale);
    }

    /** How form factors vary. */
    FormFactorAxes axes() {
        return axes;
    }

    /** The same likelihood on the real data; itself if these are the real data. */
    public Analysis onRealData() {
        return origin.map(Origin::observed).orElse(this);
    }

    /** The uncertainty of the normalisation of the Standard Model. */
    SignalTerms.Uncertainty smNormalisation() {
        return smNormalisation;
    }

    /**
     * The source of uncertainty that each of some nuisance parameters belongs to ({@link CountingData#nuisanceGroupOf}); strengths of
     * form factors to {@code formFactors}.
     *
     * @param names names of nuisance parameters, those of signals among them
     */
    public List<String> nuisanceGroups(List<String> names) {
        Map<String, String> groups = new HashMap<>();
        for (Dataset dataset : model.datasets()) {
            if (dataset instanceof CountingData counting) {
                model.parameters(counting)
                        .forEach((name, own) -> groups.putIfAbsent(name, counting.nuisanceGroupOf(own)));
            }
        }
        axes.names().forEach(name -> groups.put(name, NuisanceGroup.FORM_FACTORS));
        return names.stream()
                .map(name -> groups.getOrDefault(name, NuisanceGroup.OTHERS))
                .toList();
    }

    /** The Standard-Model signal per row, before nuisance parameters act. */
    public double[] standardModelRows() {
        return standardModelRows.clone();
    }

    /** Whether the events of new particles fluctuate in any row. */
    public boolean hasFluctuations() {
        return !Arrays.equals(fluctuatingRows, new boolean[fluctuatingRows.length]);
    }

    /** Whether the events of new particles in a row fluctuate, per row. */
    boolean[] fluctuatingRows() {
        return fluctuatingRows.clone();
    }

    /** Begins a signal, which form factors change as the inputs say. */
    SignalTerms signalTerms() {
        return new SignalTerms(model.rows(), axes, strengths);
    }

    /** Events per row that are known at every shift of the form factors. */
    MovingRows moving(IntFunction<double[]> atShift) {
        return MovingRows.of(axes, atShift);
    }

    /** The Standard-Model signal per row, before nuisance parameters act, and how form factors change it. */
    MovingRows standardModelEvents() {
        return standardModelEvents;
    }

    /**
     * The Standard-Model branching fraction of a transition and its longitudinal part, which are the same for all predictions.
     *
     * @param ofTransition how the form factors of the transition vary
     */
    MovingRows standardModelFractions(String transition, FormFactorAxes ofTransition) {
        return standardModelFractions.computeIfAbsent(
                transition,
                id -> MovingRows.of(ofTransition, shift -> {
                    Theory moved = ofTransition.shifts().get(shift).theory();
                    return new double[] {
                        moved.standardModel(theory.whole(id, Helicity.TOTAL)).at(0),
                        moved.standardModel(theory.whole(id, Helicity.LONGITUDINAL))
                                .at(0)
                    };
                }));
    }

    /** No signal at all; with the parameters that every signal has. */
    public SignalModel background() {
        return signalTerms().build();
    }

    /** The Standard Model, mu = 1, with the uncertainty of its normalisation if the inputs ask for one. */
    public SignalModel standardModel() {
        return signalTerms()
                .add(standardModelEvents)
                .addUncertainty(smNormalisation, standardModelEvents)
                .build();
    }

    /** The Standard Model times a free factor mu. */
    public SignalModel rescaledStandardModel() {
        return signalTerms()
                .add(SignalStrength.of(datasets), standardModelEvents)
                .build();
    }

    /** Whether the data depend on the strength of the Standard-Model signal. */
    public boolean respondsToSignalStrength() {
        return Arrays.stream(standardModelRows).anyMatch(events -> events != 0);
    }

    /** The fit of the Standard Model. */
    public FitResult standardModelFit() {
        return standardModelFit;
    }

    /** The fit of the rescaled Standard Model. */
    public FitResult rescaledFit() {
        return rescaledFit;
    }

    /**
     * -2 ln(L/L_SM) of a fit to the same data.
     *
     * @throws IllegalStateException if the data are impossible in the Standard Model, with the reason
     */
    public double t(FitResult fit) {
        if (!isStandardModelPossible()) {
            throw new IllegalStateException("the Standard Model is impossible: " + standardModelFit.reason());
        }
        return fit.deviance() - standardModelFit.deviance();
    }

    /** -2 ln(L/L_SM) of a log-pdf of the same data, L_SM the maximum of the Standard Model, which must be possible. */
    public double t(double logPdf) {
        return -2 * (logPdf - standardModelFit.logPdf());
    }

    /** Whether the data are possible in the Standard Model. */
    public boolean isStandardModelPossible() {
        return standardModelFit.status() != FitResult.Status.INFEASIBLE;
    }

    /** The transitions that the data respond to. */
    public List<String> measuredTransitions() {
        return datasets.stream()
                .flatMap(dataset -> dataset.transitions().stream())
                .distinct()
                .toList();
    }

    /**
     * A candidate with some of its couplings free.
     *
     * @param variables the free couplings, or variables of one of the bases; all others are zero
     * @param complex whether they may be complex, up to a common phase, or are real
     */
    public Hypothesis hypothesis(Candidate candidate, List<Basis.Variable> variables, boolean complex) {
        FreeVariables free = new FreeVariables(candidate, variables, theory.inputs());
        return new Hypothesis(
                this,
                candidate,
                variables,
                complex,
                signals.newPhysics(candidate, free),
                views(candidate)
                        .map(view -> free.branchingFraction(theory, view.transition, candidate.in(view.detector)))
                        .toList(),
                (transition, helicity) -> free.branchingFraction(theory, transition, helicity, candidate));
    }

    /** What data sets measure, each transition once for particles that do not decay. */
    private Stream<View> views(Candidate candidate) {
        return datasets.stream()
                .flatMap(dataset -> dataset.transitions().stream()
                        .map(transition ->
                                new View(transition, candidate.lifetime().isPresent() ? dataset.detector() : null)))
                .distinct();
    }
}
