package emiss.app.evaluate;

import emiss.analysis.Hypothesis;
import emiss.analysis.SpectrumBand;
import emiss.analysis.Theory;
import emiss.api.DoubleVector;
import emiss.api.decay.Daughter;
import emiss.api.decay.Helicity;
import emiss.api.scenario.Complex;
import emiss.app.studies.MeasuredFractions;
import emiss.app.study.MassRange;
import emiss.physics.Candidate;
import emiss.physics.Decay;
import emiss.physics.HadronicTransition;
import emiss.results.PredictResult;
import emiss.results.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What the couplings of a point predict in transitions, whatever the data are. */
final class PointPredictions {
    private final LikelihoodSession session;
    private final EvaluateRequest request;
    private final Optional<Hypothesis> signal;
    private final Map<String, Complex> couplings;
    private final double strength;

    /**
     * Creates it.
     *
     * @param signal the scenario at its mass; empty without one
     * @param couplings the values of its couplings
     * @param strength strength of the Standard-Model signal
     */
    PointPredictions(
            LikelihoodSession session,
            EvaluateRequest request,
            Optional<Hypothesis> signal,
            Map<String, Complex> couplings,
            double strength) {
        this.session = session;
        this.request = request;
        this.signal = signal;
        this.couplings = couplings;
        this.strength = strength;
    }

    /** Spectra in q2 of the transitions that are asked for, or that the data measure. */
    List<Map<String, Object>> spectra() {
        List<Map<String, Object>> spectra = new ArrayList<>();
        Theory theory = session.theory();
        for (String id :
                request.transitions().isEmpty() ? session.analysis().measuredTransitions() : request.transitions()) {
            HadronicTransition hadronic = theory.transition(id);
            if (hadronic.isAnnihilation()) {
                continue;
            }
            Map<String, Object> spectrum = new LinkedHashMap<>();
            spectrum.put("transition", id);
            signal.ifPresent(found -> newPhysics(found, hadronic, spectrum));
            spectrum.put("sm", standardModel(theory, hadronic));
            spectra.add(spectrum);
        }
        return spectra;
    }

    private void newPhysics(Hypothesis found, HadronicTransition hadronic, Map<String, Object> spectrum) {
        Candidate particle = found.candidate();
        Map<String, Complex> values = found.scenarioCouplings(couplings);
        Decay decay = new Decay(particle, hadronic);
        if (MassRange.isContinuum(particle, hadronic.transition())) {
            if (decay.isOpen()) {
                SpectrumBand band = SpectrumBand.of(particle, hadronic, values, request.curvePoints(), false);
                spectrum.put("q2", band.q2());
                spectrum.put("value", band.value());
                spectrum.put("low", band.low());
                spectrum.put("high", band.high());
            }
        } else if (decay.isOpen()) {
            spectrum.put("line", Map.of("q2", decay.q2Min(), "branchingFraction", decay.branchingFraction(values)));
        }
    }

    private Map<String, Object> standardModel(Theory theory, HadronicTransition hadronic) {
        int points = request.curvePoints();
        DoubleVector q2 = DoubleVector.generate(points, i -> hadronic.q2Max() * (i + 0.5) / points);
        return Map.of(
                "q2",
                q2,
                "value",
                DoubleVector.generate(
                        points,
                        i -> strength * theory.standardModel().differentialBranchingFraction(hadronic, q2.at(i))));
    }

    /** Branching fractions of the transitions that are asked for, or of all, and what was measured. */
    List<Map<String, @Nullable Object>> branchingFractions() {
        Theory theory = session.theory();
        Map<String, Double> found = signal.map(hypothesis -> hypothesis.branchingFractions(couplings))
                .orElse(Map.of());
        List<PredictResult.Measured> measured = MeasuredFractions.of(
                session.analysis().datasets(),
                theory.transitions().stream()
                        .map(transition -> transition.transition().id())
                        .toList());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (HadronicTransition hadronic : theory.transitions()) {
            String id = hadronic.transition().id();
            if (!request.transitions().isEmpty() && !request.transitions().contains(id)) {
                continue;
            }
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("transition", id);
            boolean includesSm = signal.filter(
                            hypothesis -> hypothesis.scenario().smCoupling().isPresent())
                    .isPresent();
            double standardModel = strength * theory.standardModel(id, Helicity.TOTAL);
            row.put("value", found.get(id));
            row.put("sm", standardModel);
            row.put("includesSm", includesSm);
            if (hadronic.transition().daughter() == Daughter.VECTOR && standardModel > 0) {
                longitudinal(theory, id, found.getOrDefault(id, 0.0), standardModel, includesSm, row);
            }
            row.put(
                    "measured",
                    measured.stream()
                            .filter(value -> value.transition().equals(id))
                            .map(Records::tree)
                            .toList());
            rows.add(row);
        }
        return rows;
    }

    /** The longitudinal fraction of what is new, and of all. */
    private void longitudinal(
            Theory theory,
            String id,
            double value,
            double standardModel,
            boolean includesSm,
            Map<String, @Nullable Object> row) {
        OptionalDouble part = value > 0 ? signal.orElseThrow().longitudinal(id, couplings) : OptionalDouble.of(0);
        row.put("longitudinalFraction", value > 0 && part.isPresent() ? (Object) (part.getAsDouble() / value) : null);
        if (!includesSm && part.isPresent()) {
            double all = strength * theory.standardModel(id, Helicity.LONGITUDINAL) + part.getAsDouble();
            row.put("longitudinalFractionWithSm", all / (value + standardModel));
        }
    }
}
