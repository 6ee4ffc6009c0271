package emiss.app.studies;

import emiss.analysis.CouplingLimit;
import emiss.analysis.PlaneScan;
import emiss.api.DoubleVector;
import emiss.api.decay.Transition;
import emiss.api.scenario.Basis;
import emiss.api.scenario.Scenario;
import emiss.app.study.CouplingDecoder;
import emiss.app.study.Field;
import emiss.app.study.Field.Kind;
import emiss.app.study.Fields;
import emiss.app.study.Study;
import emiss.app.study.StudyDecoder;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.WorkLimit;
import emiss.physics.Candidate;
import emiss.physics.TabulatedScenario;
import emiss.results.Records;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of a plane of two couplings. */
final class CouplingPlaneSettings {
    private static final Field COUPLING =
            Field.required("coupling", Kind.TEXT, "the coupling, or a variable of the basis");
    private static final Field FROM = Field.required("from", Kind.NUMBER, "lowest value");
    private static final Field TO = Field.required("to", Kind.NUMBER, "highest value");
    private static final Field POINTS = Field.optional("points", Kind.WHOLE, "number of values");
    private static final Field STEP = Field.optional("step", Kind.NUMBER, "distance of the values, instead of points");
    private static final Field SCALE =
            Field.of("scale", Kind.TEXT, "linear", "how the values are spaced").from("linear", "log");
    private static final Field X =
            Field.required("x", Kind.OBJECT, "the coupling along x").with(COUPLING, FROM, TO, POINTS, STEP, SCALE);
    private static final Field Y =
            Field.required("y", Kind.OBJECT, "the coupling along y").with(COUPLING, FROM, TO, POINTS, STEP, SCALE);
    private static final Field PROFILED = Field.optional("profiled", Kind.NAMES, "couplings that float at every point");
    private static final Field FIXED = Field.optional("couplings", Kind.VALUES, "values of other couplings");
    private static final Field RADIAL =
            Field.optional("radial", Kind.NAMES, "two couplings whose radius is limited, instead of coupling");
    private static final Field OTHERS =
            Field.of("others", Kind.TEXT, "profile", "the other couplings").from("profile", "best-fit", "zero");
    private static final Field EXPERIMENTS =
            Field.optional("experiments", Kind.NAMES, "data sets or groups; without it all of the study");
    private static final Field LIMITS = Field.optional("limits", Kind.OBJECTS, "limits on couplings of the plane")
            .with(COUPLING.required(false), RADIAL, OTHERS, EXPERIMENTS, Fields.LEVEL);

    static final List<Field> FIELDS = List.of(
            Fields.SCENARIO,
            Fields.BASIS,
            Fields.MASS,
            Fields.WIDTH,
            Fields.LIFETIME,
            Fields.LAMBDA,
            X,
            Y,
            PROFILED,
            FIXED,
            LIMITS);

    private record Axis(Basis.Variable variable, DoubleVector values) {}

    private final StudyDecoder decoder;
    private final Scenario scenario;
    private final CouplingDecoder couplings;

    private CouplingPlaneSettings(StudyDecoder decoder, Scenario scenario) {
        this.decoder = decoder;
        this.scenario = scenario;
        this.couplings = decoder.couplings(scenario);
    }

    /** Reads the settings of a study. */
    static Optional<Study> decode(StudyDecoder decoder) {
        decoder.requireData();
        return decoder.candidate()
                .read()
                .flatMap(candidate -> new CouplingPlaneSettings(decoder, candidate.scenario()).study(candidate));
    }

    private Optional<Study> study(Candidate massless) {
        if (TabulatedScenario.isLinear(scenario)) {
            decoder.problem(
                    Fields.SCENARIO,
                    "a table of spectra has one parameter, B, and a plane needs two couplings, expected a scenario, or another"
                            + " type of study");
            return Optional.empty();
        }
        Candidate candidate = massless.at(decoder.mass(scenario));
        Optional<Axis> x = axis(X);
        Optional<Axis> y = axis(Y);
        List<Basis.Variable> profiled = couplings.variables(PROFILED, couplings.valid());
        List<Transition> transitions = decoder.measuredTransitions();
        x.ifPresent(axis -> couplings.warnIfSilent(axis.variable, X, transitions));
        y.ifPresent(axis -> couplings.warnIfSilent(axis.variable, Y, transitions));
        profiled.forEach(variable -> couplings.warnIfSilent(variable, PROFILED, transitions));
        Map<Basis.Variable, Double> fixed = couplings.values(FIXED);
        List<Basis.Variable> variables = new ArrayList<>();
        x.ifPresent(axis -> variables.add(axis.variable));
        y.ifPresent(axis -> variables.add(axis.variable));
        variables.addAll(profiled);
        variables.addAll(fixed.keySet());
        Set<String> names = new HashSet<>();
        for (Basis.Variable variable : variables) {
            if (!names.add(variable.name())) {
                decoder.problem(decoder.location(), "coupling " + variable.name() + " is named twice");
            }
        }
        List<CouplingLimit> limits = new ArrayList<>();
        List<Map<String, @Nullable Object>> resolved = new ArrayList<>();
        for (Node node : decoder.items(LIMITS)) {
            CouplingLimit limit = limit(node, names);
            limits.add(limit);
            resolved.add(resolved(limit));
        }
        decoder.resolve(LIMITS, resolved);
        Map<String, List<String>> groups = decoder.resolve("groups", decoder.groups());
        if (x.isEmpty() || y.isEmpty()) {
            return Optional.empty();
        }
        decoder.limit(
                WorkLimit.PLANE_POINTS,
                (double) x.get().values.size() * y.get().values.size(),
                X,
                "the plane has",
                "points");
        Map<String, Double> values = new LinkedHashMap<>();
        fixed.forEach((variable, value) -> values.put(variable.name(), value));
        PlaneScan.Grid plane = new PlaneScan.Grid(
                x.get().variable.name(), y.get().variable.name(), x.get().values, y.get().values, values);
        return Optional.of(new CouplingPlaneStudy(candidate, plane, variables, groups, limits));
    }

    private Optional<Axis> axis(Field field) {
        decoder.given(field).ifPresent(node -> decoder.resolve(field, withDefaults(node)));
        return decoder.object(field).flatMap(axis -> {
            String what = "\"" + field.name() + "\"";
            String name = axis.string(COUPLING.name());
            Optional<Basis.Variable> variable = name.isEmpty()
                    ? Optional.empty()
                    : couplings.variable(couplings.valid(), name, axis.location(COUPLING.name()));
            DoubleVector values = decoder.range(axis, what);
            axis.finish();
            boolean ascending = values.size() > 1;
            for (int i = 1; i < values.size(); i++) {
                ascending &= values.at(i) > values.at(i - 1);
            }
            if (!ascending) {
                if (values.size() > 0) {
                    decoder.problem(axis.location(), what + " needs at least two ascending values");
                }
                return Optional.empty();
            }
            return variable.map(found -> new Axis(found, values));
        });
    }

    private static Map<String, @Nullable Object> withDefaults(Node axis) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        axis.fields().forEach((name, value) -> given.put(name, Records.tree(value)));
        given.putIfAbsent(SCALE.name(), SCALE.fallback());
        return given;
    }

    private CouplingLimit limit(Node node, Set<String> inPlane) {
        ObjectDecoder limit = decoder.object(node, "a limit");
        List<String> couplings = new ArrayList<>();
        boolean isRadial = limit.has(RADIAL.name());
        if (isRadial == limit.has(COUPLING.name())) {
            decoder.problem(limit.location(), "a limit needs either \"coupling\" or \"radial\"");
        }
        if (limit.has(COUPLING.name())) {
            couplings.add(limit.string(COUPLING.name()));
        }
        couplings.addAll(limit.optionalStrings(RADIAL.name()));
        if (isRadial && couplings.size() != 2) {
            decoder.problem(limit.location(RADIAL.name()), "a radial limit needs two couplings");
        }
        for (String name : couplings) {
            if (!name.isEmpty() && !inPlane.contains(name)) {
                decoder.problem(
                        limit.location(isRadial ? RADIAL.name() : COUPLING.name()),
                        NearestName.unknown("coupling of this plane", name, inPlane));
            }
        }
        long factors = this.couplings.valid().stream()
                .filter(variable -> couplings.contains(variable.name()))
                .map(Basis.Variable::factor)
                .distinct()
                .count();
        if (factors > 1) {
            decoder.problem(
                    limit.location(RADIAL.name()), "the radius of variables with different factors has no meaning");
        }
        CouplingLimit.Others others =
                limit.oneOf(OTHERS.name(), CouplingLimit.Others.BY_TEXT, CouplingLimit.Others.PROFILE);
        double level = decoder.level(Fields.LEVEL, limit);
        List<String> experiments = decoder.subset(limit);
        limit.finish();
        return new CouplingLimit(couplings, others, experiments, level);
    }

    private static Map<String, @Nullable Object> resolved(CouplingLimit limit) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        if (limit.couplings().size() == 1) {
            settings.put(COUPLING.name(), limit.couplings().get(0));
        } else {
            settings.put(RADIAL.name(), limit.couplings());
        }
        settings.put(OTHERS.name(), limit.others().text());
        settings.put(EXPERIMENTS.name(), limit.experiments());
        settings.put(Fields.LEVEL.name(), limit.level());
        return settings;
    }
}
