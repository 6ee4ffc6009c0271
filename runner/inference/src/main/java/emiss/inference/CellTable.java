package emiss.inference;

import emiss.api.experiment.Channel;
import emiss.api.experiment.Sample;
import emiss.api.experiment.Systematic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects the cells of the channels of data sets, the factors and shifts that act on them, and the per-bin factors. */
final class CellTable {
    private final List<CellLayout.Cell> cells = new ArrayList<>();
    private final Map<Factor, Integer> factors = new LinkedHashMap<>();
    private final Map<List<Integer>, Integer> groups = new LinkedHashMap<>();
    /** Per parameter, the slope and the curvature of every cell that it shifts. */
    private final TreeMap<Integer, TreeMap<Integer, double[]>> shifts = new TreeMap<>();

    private final List<BinFactors.Slot> slots = new ArrayList<>();
    private final Map<String, Integer> slotIndex = new HashMap<>();
    private final Map<String, String> statErrorOwner = new HashMap<>();
    private double logNormalisation;

    /** Adds the cells of a channel, whose bins are rows from {@code firstRow} on. */
    void add(ParameterTable.Scope scope, Channel channel, int firstRow) {
        StatErrors errors = new StatErrors(channel);
        claim(scope, channel, errors);
        Set<String> eliminated = errors.eliminable(scope.declared()::fixes);
        SignalShares shares = new SignalShares(channel);
        for (Sample sample : channel.samples()) {
            Modifiers modifiers = new Modifiers(scope, sample, shares, errors, eliminated);
            for (int bin = 0; bin < channel.bins().size(); bin++) {
                modifiers.add(bin, firstRow + bin);
            }
            modifiers.addShifts();
        }
    }

    private void claim(ParameterTable.Scope scope, Channel channel, StatErrors errors) {
        String owner = channel.name() + " of data set " + scope.id();
        for (String name : errors.sets()) {
            String other = statErrorOwner.put(scope.fullName(name), owner);
            if (other != null) {
                throw new IllegalArgumentException("staterror " + name + " is used in channel " + other
                        + " and in channel " + owner + ", expected one channel only");
            }
            for (int bin = 0; bin < channel.bins().size() && !scope.declared().has(name); bin++) {
                // pyhf keeps a factor that cannot vary as a parameter at 1 with a standard normal.
                logNormalisation += errors.width(name, bin) > 0 ? 0 : Covariance.logNormalisation(1);
            }
        }
    }

    private int factor(Factor factor) {
        return position(factors, factor);
    }

    private static <K> int position(Map<K, Integer> positions, K key) {
        return positions.computeIfAbsent(key, unused -> positions.size());
    }

    /** Adds the cells of one sample, bin by bin. */
    private final class Modifiers implements Systematic.Visitor {
        private final ParameterTable.Scope scope;
        private final Sample sample;
        private final SignalShares shares;
        private final StatErrors errors;
        private final Set<String> eliminated;
        private final boolean isSignal;
        private final Set<String> perBin = new HashSet<>();
        private final List<Systematic.HistoSys> shapes = new ArrayList<>();
        private int bin;
        private int row;
        private List<Integer> group = List.of();
        private int slot;

        Modifiers(
                ParameterTable.Scope scope,
                Sample sample,
                SignalShares shares,
                StatErrors errors,
                Set<String> eliminated) {
            this.scope = scope;
            this.sample = sample;
            this.shares = shares;
            this.errors = errors;
            this.eliminated = eliminated;
            this.isSignal = sample.role() == Sample.Role.SIGNAL;
        }

        void add(int newBin, int newRow) {
            bin = newBin;
            row = newRow;
            group = new ArrayList<>();
            slot = -1;
            sample.systematics().forEach(systematic -> systematic.accept(this));
            double nominal = sample.nominal().at(bin);
            cells.add(new CellLayout.Cell(
                    isSignal ? shares.share(sample, nominal, bin) : nominal,
                    slot < 0 ? slot("plain " + row, new BinFactors.Slot("", row, BinFactors.Slot.PLAIN)) : slot,
                    row,
                    position(groups, List.copyOf(group)),
                    isSignal));
        }

        private int slot(String key, BinFactors.Slot wanted) {
            return slotIndex.computeIfAbsent(key, unused -> {
                slots.add(wanted);
                return slots.size() - 1;
            });
        }

        @Override
        public void normFactor(Systematic.NormFactor modifier) {
            group.add(factor(Factor.linear(scope.single(modifier, ExplicitParameters.Parameter.FREE))));
        }

        @Override
        public void normSys(Systematic.NormSys modifier) {
            int parameter = scope.single(modifier, ExplicitParameters.Parameter.NORMAL);
            group.add(factor(Factor.code4(parameter, modifier.low(), modifier.high())));
        }

        @Override
        public void lumi(Systematic.Lumi modifier) {
            ExplicitParameters.Parameter standard =
                    ExplicitParameters.Parameter.positive("luminosity", modifier.central(), modifier.uncertainty());
            group.add(factor(Factor.linear(scope.single(modifier, standard))));
        }

        @Override
        public void shapeFactor(Systematic.ShapeFactor modifier) {
            group.add(factor(Factor.linear(scope.inBin(modifier, bin, ExplicitParameters.Parameter.FREE, false))));
        }

        @Override
        public void shapeSys(Systematic.ShapeSys modifier) {
            double nominal = sample.nominal().at(bin);
            double uncertainty = modifier.uncertainty().at(bin);
            boolean varies = nominal > 0 && uncertainty > 0;
            if (!varies && !scope.declared().has(modifier.name())) {
                // pyhf keeps a factor that cannot vary as a parameter at 1, with 1 event observed for 1 expected.
                logNormalisation -= 1;
                return;
            }
            if (scope.has(scope.inBin(modifier.name(), bin))) {
                throw new IllegalArgumentException("shapesys " + modifier.name() + " of data set " + scope.id()
                        + " is used by two samples, expected one");
            }
            double tau = varies ? nominal * nominal / (uncertainty * uncertainty) : 1;
            group.add(factor(
                    Factor.linear(scope.inBin(modifier, bin, ExplicitParameters.Parameter.poisson(tau), !varies))));
        }

        @Override
        public void statError(Systematic.StatError modifier) {
            String name = scope.inBin(modifier.name(), bin);
            double width = errors.width(modifier.name(), bin);
            boolean exists = width > 0 || scope.declared().has(modifier.name());
            if (!exists || !perBin.add(name)) {
                return;
            }
            ExplicitParameters.Parameter standard =
                    ExplicitParameters.Parameter.positive("Gaussian factor", 1, width > 0 ? width : 1);
            if (eliminated.contains(modifier.name()) && width > 0) {
                standard.check(name);
                slot = slot(
                        name,
                        new BinFactors.Slot(name, row, scope.declared().apply(modifier.name(), bin, standard, false)));
            } else {
                group.add(factor(Factor.linear(scope.inBin(modifier, bin, standard, !(width > 0)))));
            }
        }

        @Override
        public void histoSys(Systematic.HistoSys modifier) {
            if (bin == 0) {
                shapes.add(modifier);
            }
        }

        /** Adds the shifts, whose parameters follow the others of the sample. */
        void addShifts() {
            int firstCell = cells.size() - sample.nominal().size();
            for (Systematic.HistoSys shape : shapes) {
                TreeMap<Integer, double[]> touched = shifts.computeIfAbsent(
                        scope.single(shape, ExplicitParameters.Parameter.NORMAL), key -> new TreeMap<>());
                for (int i = 0; i < sample.nominal().size(); i++) {
                    double nominal = sample.nominal().at(i);
                    double high = shape.high().at(i);
                    double low = shape.low().at(i);
                    double curve = (high - nominal - (nominal - low)) / 16;
                    double rounding = Math.ulp(Math.max(Math.abs(high), Math.max(Math.abs(low), Math.abs(nominal))));
                    double factor = isSignal ? shares.perEvent(i) : 1;
                    double[] shift = touched.computeIfAbsent(firstCell + i, key -> new double[2]);
                    shift[0] += factor * (0.5 * (high - low));
                    shift[1] += Math.abs(curve) <= rounding ? 0 : factor * curve;
                }
            }
        }
    }

    CellLayout cells() {
        return new CellLayout(cells, slots.size(), List.copyOf(factors.keySet()), List.copyOf(groups.keySet()), shifts);
    }

    BinFactors factors(int rows) {
        return new BinFactors(slots, rows);
    }

    /** Names of the per-bin factors, in the order of their slots. */
    List<String> factorNames() {
        return slots.stream()
                .filter(BinFactors.Slot::isGamma)
                .map(BinFactors.Slot::name)
                .toList();
    }

    /** What the constraints of the per-bin factors contribute to the log-pdf at their centres. */
    double logNormalisation() {
        return logNormalisation
                + slots.stream()
                        .filter(BinFactors.Slot::isGamma)
                        .mapToDouble(slot ->
                                Covariance.logNormalisation(slot.factor().width()))
                        .sum();
    }
}
