package emiss.app.study;

import emiss.api.DoubleVector;
import emiss.api.experiment.Dataset;
import emiss.api.experiment.Detector;
import emiss.api.scenario.FinalState;
import emiss.api.scenario.Scenario;
import emiss.app.plugin.Catalogue;
import emiss.app.plugin.Plugin;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.physics.Candidate;
import emiss.physics.Lifetime;
import emiss.physics.TabulatedScenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a study that say what is invisible: scenario, scale, width and lifetime. */
public final class CandidateDecoder {
    /** Below this a scale of new physics is not heavy [GeV]. */
    private static final double LIGHTEST_SCALE = 100;

    private final StudyDecoder decoder;
    private final Catalogue catalogue;
    private final Function<Node, Optional<TabulatedScenario>> tables;
    private final Problems problems;

    CandidateDecoder(StudyDecoder decoder, Catalogue catalogue, Function<Node, Optional<TabulatedScenario>> tables) {
        this.decoder = decoder;
        this.catalogue = catalogue;
        this.tables = tables;
        this.problems = decoder.problems();
    }

    /** A candidate of mass 0, which a point gives another one; empty if there is a problem. */
    public Optional<Candidate> read() {
        return readAll(Fields.LIFETIME).map(all -> all.get(0));
    }

    /**
     * The same with every lifetime of a grid, or alone if there is none.
     *
     * @param lifetime the setting that holds the lifetimes
     */
    public Optional<List<Candidate>> readAll(Field lifetime) {
        return stable().map(found -> inData(lifetime, found));
    }

    private List<Candidate> inData(Field lifetime, Candidate candidate) {
        List<Lifetime> lifetimes = lifetimes(lifetime, candidate);
        List<Candidate> candidates = lifetimes.isEmpty()
                ? List.of(candidate)
                : lifetimes.stream().map(candidate::living).toList();
        checkData(candidates.get(0));
        return candidates;
    }

    /** Records a problem for every data set of the study that does not know enough for a candidate. */
    public void checkData(Candidate candidate) {
        if (candidate.scenario() instanceof TabulatedScenario table) {
            new TableCheck(table, decoder).data();
        }
        if (candidate.lifetime().isPresent()) {
            checkDetectors();
        }
    }

    /** The same for rates in one transition: in the detector that the study gives, if it gives one. */
    public Optional<Candidate> readForRates() {
        return stable().map(found -> {
            List<Lifetime> lifetimes = lifetimes(Fields.LIFETIME, found);
            if (lifetimes.isEmpty()) {
                return found;
            }
            Candidate unstable = found.living(lifetimes.get(0));
            return detector().map(unstable::in).orElse(unstable);
        });
    }

    private Optional<Candidate> stable() {
        Optional<Node> table = decoder.nameOrObject(Fields.SCENARIO);
        if (table.isPresent()) {
            return table(table.get()).map(found -> new Candidate(found, 0, 1, width(found)));
        }
        double lambda = lambda();
        return scenario().map(scenario -> new Candidate(scenario, 0, lambda, width(scenario)));
    }

    private Optional<TabulatedScenario> table(Node node) {
        Optional<TabulatedScenario> table = tables.apply(node);
        String file =
                Optional.ofNullable(node.fields().get("table")).map(Node::text).orElse("");
        decoder.resolve(Fields.SCENARIO, Map.of("table", file));
        table.ifPresent(found -> new TableCheck(found, decoder).spectra());
        return table;
    }

    private Optional<Scenario> scenario() {
        String id = decoder.string(Fields.SCENARIO);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        decoder.resolve(Fields.SCENARIO, id);
        Optional<Scenario> scenario = catalogue.scenario(id);
        if (scenario.isEmpty()) {
            List<String> valid = catalogue.scenarios().stream().map(Plugin::id).toList();
            catalogue.unknown("scenario", id, valid, decoder.location(Fields.SCENARIO), problems);
        }
        return scenario;
    }

    /** The scale of new physics [GeV]. */
    public double lambda() {
        double lambda = decoder.number(Fields.LAMBDA);
        if (!(lambda > 0)) {
            decoder.problem(Fields.LAMBDA, "lambda is " + lambda + " GeV, expected > 0");
        } else if (lambda < LIGHTEST_SCALE) {
            decoder.warning(
                    Fields.LAMBDA,
                    "lambda is " + lambda + " GeV, which is not far above the mass of a B meson; 10 TeV are 10000");
        }
        return lambda;
    }

    private double width(Scenario scenario) {
        double width = decoder.number(Fields.WIDTH);
        if (width < 0) {
            decoder.problem(Fields.WIDTH, "width is " + width + " GeV, expected >= 0");
        }
        if (width > MassRange.HEAVIEST) {
            decoder.problem(
                    Fields.WIDTH,
                    "width is " + width + " GeV, expected at most " + MassRange.HEAVIEST + "; is it in MeV?");
        }
        if (width > 0 && scenario.finalState() instanceof FinalState.Pair) {
            decoder.problem(Fields.WIDTH, "width applies to single particles, and " + scenario.id() + " is a pair");
        }
        return width;
    }

    /** The lifetimes, one for every c tau; none if the particles do not decay. */
    private List<Lifetime> lifetimes(Field field, Candidate candidate) {
        Optional<Node> given = decoder.given(field);
        if (given.isEmpty()) {
            return List.of();
        }
        ObjectDecoder inside = decoder.object(given.get(), "\"" + field.name() + "\"");
        Field ctau = field.inside().get(0);
        boolean isGrid = ctau.kind() == Field.Kind.GRID;
        DoubleVector ctaus = isGrid
                ? inside.required(ctau.name())
                        .map(node -> Grid.read(node, "\"" + ctau.name() + "\"", problems))
                        .orElse(DoubleVector.of())
                : DoubleVector.of(inside.number(ctau.name()));
        double dark = inside.number(Fields.DARK_FRACTION.name(), Fields.DARK_FRACTION.number());
        inside.finish();
        Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
        resolved.put(ctau.name(), ctaus.size() == 1 ? (Object) ctaus.at(0) : ctaus);
        resolved.put(Fields.DARK_FRACTION.name(), dark);
        decoder.resolve(field, resolved);
        if (candidate.width() > 0) {
            decoder.problem(field, "a width and a lifetime are two ways to say the same, expected one of them");
        }
        if (candidate.scenario().smCoupling().isPresent()) {
            decoder.problem(
                    field,
                    "the neutrinos of the Standard Model, which "
                            + candidate.scenario().id() + " contains, do not decay");
        }
        if (candidate.scenario() instanceof TabulatedScenario
                && candidate.scenario().finalState() instanceof FinalState.Pair) {
            decoder.problem(
                    field,
                    "the table " + candidate.scenario().id()
                            + " does not say which particles there are, so a lifetime does not apply to it");
        }
        return lifetimes(ctaus, dark, given.get());
    }

    private List<Lifetime> lifetimes(DoubleVector ctaus, double dark, Node where) {
        List<Lifetime> lifetimes = new ArrayList<>();
        for (int i = 0; i < ctaus.size(); i++) {
            try {
                Lifetime lifetime = new Lifetime(ctaus.at(i), dark);
                if (lifetimes.contains(lifetime)) {
                    problems.add(where.location(), "the lifetime c tau = " + ctaus.at(i) + " cm is given twice");
                }
                lifetimes.add(lifetime);
            } catch (IllegalArgumentException wrong) {
                problems.add(where.location(), String.valueOf(wrong.getMessage()));
                return List.of();
            }
        }
        return lifetimes;
    }

    /** Records a problem if a data set that sees new particles does not say where their decays would be seen. */
    private void checkDetectors() {
        List<String> unknown = decoder.datasets().stream()
                .filter(dataset ->
                        dataset.detector() == null && !dataset.transitions().isEmpty())
                .map(Dataset::id)
                .toList();
        if (!unknown.isEmpty()) {
            decoder.problem(
                    Fields.LIFETIME,
                    "a lifetime needs to know where decays are seen, and " + String.join(", ", unknown)
                            + (unknown.size() == 1 ? " has" : " have")
                            + " no \"detector\", expected {boost, lengthCm} in the data set");
        }
    }

    private Optional<Detector> detector() {
        return decoder.given(Fields.DETECTOR).flatMap(node -> {
            int before = problems.count();
            ObjectDecoder inside = decoder.object(node, "\"" + Fields.DETECTOR.name() + "\"");
            double boost = inside.number(Fields.BOOST.name());
            double length = inside.number(Fields.LENGTH.name());
            inside.finish();
            if (problems.count() > before) {
                return Optional.empty();
            }
            try {
                Detector detector = new Detector(boost, length);
                decoder.resolve(Fields.DETECTOR, detector);
                return Optional.of(detector);
            } catch (IllegalArgumentException wrong) {
                problems.add(node.location(), String.valueOf(wrong.getMessage()));
                return Optional.empty();
            }
        });
    }
}
