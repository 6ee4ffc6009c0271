package emiss.inference;

import emiss.api.DoubleVector;
import emiss.api.experiment.Channel;
import emiss.api.experiment.CountingData;
import emiss.api.experiment.GaussianConstraint;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the explicit parameters of data sets and their constraints, which must agree where parameters are shared. */
final class ParameterTable {
    private record Block(String owner, List<String> names, DoubleVector centre, List<DoubleVector> covariance) {
        boolean agrees(Block other) {
            return names.equals(other.names) && centre.equals(other.centre) && covariance.equals(other.covariance);
        }
    }

    private final Map<String, ExplicitParameters.Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, String> owner = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Covariance> covariances = new ArrayList<>();
    private final Map<String, Block> blockOf = new HashMap<>();

    private final ParameterNames names;

    /** Takes the names of the parameters that follow. */
    ParameterTable(ParameterNames names) {
        this.names = names;
    }

    /** The parameters of one data set by their names in it. */
    final class Scope {
        private final CountingData data;
        private final DeclaredParameters declared;

        Scope(CountingData data) {
            this.data = data;
            this.declared = new DeclaredParameters(data.parameters());
        }

        String id() {
            return data.id();
        }

        DeclaredParameters declared() {
            return declared;
        }

        /** The name of a parameter or set in the model. */
        String fullName(String name) {
            return names.of(data.id(), name);
        }

        String inBin(String set, int bin) {
            return names.inBin(data.id(), set, bin);
        }

        boolean has(String fullName) {
            return parameters.containsKey(fullName);
        }

        /** The index of the one parameter of a modifier, which is added if it is new. */
        int single(Systematic systematic, ExplicitParameters.Parameter standard) {
            return add(data.id(), fullName(systematic.name()), declared.apply(systematic.name(), 0, standard, false));
        }

        /** The index of the parameter of a modifier in a bin, which is added if it is new. */
        int inBin(Systematic systematic, int bin, ExplicitParameters.Parameter standard, boolean fixedAsStandard) {
            return add(
                    data.id(),
                    inBin(systematic.name(), bin),
                    declared.apply(systematic.name(), bin, standard, fixedAsStandard));
        }
    }

    Scope scope(CountingData data) {
        return new Scope(data);
    }

    private int add(String datasetId, String name, ExplicitParameters.Parameter parameter) {
        parameter.check(name);
        ExplicitParameters.Parameter known = parameters.putIfAbsent(name, parameter);
        if (known == null) {
            index.put(name, parameters.size() - 1);
            owner.put(name, datasetId);
        } else if (!known.equals(parameter)) {
            throw new IllegalArgumentException("parameter " + name + " has the constraint \"" + known.describe()
                    + "\" in data set " + owner.get(name) + " and \"" + parameter.describe() + "\" in data set "
                    + datasetId + ", expected the same");
        }
        return index.get(name);
    }

    /** Takes the multivariate constraints of a data set, after the parameters of all. */
    void addConstraints(Scope scope) {
        scope.data.constraints().forEach(constraint -> addConstraint(scope, constraint));
    }

    private void addConstraint(Scope scope, GaussianConstraint constraint) {
        String id = scope.id();
        List<String> names =
                constraint.parameters().stream().map(scope::fullName).toList();
        Block block = new Block(id, names, constraint.centre(), constraint.covariance());
        boolean known = false;
        for (String name : names) {
            ExplicitParameters.Parameter parameter = parameters.get(name);
            if (parameter == null) {
                throw new IllegalArgumentException("data set " + id + " constrains " + name
                        + ", which is not an explicit parameter of any sample");
            }
            if (parameter.poissonScale() > 0) {
                throw new IllegalArgumentException(
                        "data set " + id + " constrains " + name + ", which has a Poisson constraint already");
            }
            Block other = blockOf.get(name);
            if (other != null) {
                if (other.owner.equals(id) || !other.agrees(block)) {
                    throw new IllegalArgumentException("parameter " + name + " has different constraints in data set "
                            + other.owner + " and in data set " + id + ", expected the same");
                }
                known = true;
            }
        }
        if (!known) {
            names.forEach(name -> blockOf.put(name, block));
            blocks.add(block);
            covariances.add(Covariance.of(block.covariance, "covariance of " + names));
        }
    }

    /** Shared parameters that one data set constrains jointly must not have another constraint elsewhere. */
    void checkShared(Scope scope) {
        Set<String> constrained = new HashSet<>();
        scope.data
                .constraints()
                .forEach(constraint -> constraint.parameters().forEach(name -> constrained.add(scope.fullName(name))));
        for (Channel channel : scope.data.channels()) {
            for (Sample sample : channel.samples()) {
                for (Systematic systematic : sample.systematics()) {
                    String name = scope.fullName(systematic.name());
                    Block block = blockOf.get(name);
                    if (block != null && !constrained.contains(name)) {
                        throw new IllegalArgumentException("parameter " + name
                                + " has a multivariate constraint in data set " + block.owner
                                + " but not in data set " + scope.id() + ", expected the same");
                    }
                }
            }
        }
    }

    List<String> names() {
        return List.copyOf(parameters.keySet());
    }

    /** The multivariate constraints in place of the one-dimensional ones. */
    ExplicitParameters build() {
        Map<String, ExplicitParameters.Parameter> all = new LinkedHashMap<>(parameters);
        List<ExplicitParameters.Block> built = new ArrayList<>();
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            for (int i = 0; i < block.names.size(); i++) {
                double centre = block.centre.at(i);
                double width = Math.sqrt(block.covariance.get(i).at(i));
                all.computeIfPresent(block.names.get(i), (name, parameter) -> parameter.constrained(centre, width));
            }
            built.add(new ExplicitParameters.Block(
                    block.names.stream().mapToInt(index::get).toArray(),
                    covariances.get(b).precision()));
        }
        return new ExplicitParameters(List.copyOf(all.values()), built);
    }

    /** What the Gaussian constraints contribute to the log-pdf at their centres. */
    double logNormalisation() {
        double sum = 0;
        for (Map.Entry<String, ExplicitParameters.Parameter> entry : parameters.entrySet()) {
            ExplicitParameters.Parameter parameter = entry.getValue();
            if (parameter.poissonScale() == 0 && parameter.isConstrained() && !blockOf.containsKey(entry.getKey())) {
                sum += Covariance.logNormalisation(parameter.width());
            }
        }
        return sum
                + covariances.stream().mapToDouble(Covariance::logNormalisation).sum();
    }
}
