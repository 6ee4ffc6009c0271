package emiss.benchmarks;

import emiss.data.document.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is measured for a row of the table of docs/performance.md.
 *
 * @param benchmark simple name of the class
 * @param size what is done and how large it is
 * @param ours as studies do it
 * @param plain what it is compared with; empty where that would take too long, or there is nothing
 */
record TableRow(String benchmark, String size, Measured ours, Optional<Measured> plain) {
    /**
     * A method of a benchmark at one problem size.
     *
     * @param method name of the method
     * @param parameters a value for every parameter of the class
     */
    record Measured(String method, Map<String, String> parameters) {}

    /**
     * The rows of the table in their order.
     *
     * @param workspaces paths of workspaces; without any the Belle II data stand for one
     */
    static List<TableRow> all(List<String> workspaces) {
        List<TableRow> rows = new ArrayList<>();
        rows.add(of(
                "LikelihoodBenchmark",
                "value and gradient, Belle II (30 bins, 232 parameters)",
                "valueAndGradient",
                "plainValueAndGradient"));
        rows.add(histFactory("value and gradient", "valueAndGradient", "plainValueAndGradient", 30, 30));
        rows.add(histFactory("value and gradient", "valueAndGradient", "plainValueAndGradient", 100, 100));
        rows.add(of("ColdFitBenchmark", "rescaled Standard Model, Belle II", "rescaledSm", "denseRescaledSm"));
        rows.add(of("ColdFitBenchmark", "vector of 2.1 GeV, hV", "vector", "denseVector"));
        rows.add(of(
                "ColdFitBenchmark",
                "the same vector from the fit of the Standard Model",
                "vectorFromStandardModel",
                "denseVector"));
        rows.add(of("WarmFitBenchmark", "a fit of 41 along masses; plainly dense, from nominal", "warm", "dense"));
        rows.add(of("WarmFitBenchmark", "a fit of 41 in a chain; plainly dense, from nominal", "chain", "dense"));
        for (int nuisances : new int[] {10, 30}) {
            rows.add(histFactory("cold fit", "coldFit", "denseFit", nuisances, 30));
        }
        rows.add(histFactory("cold fit", "coldFit", "", 300, 100));
        rows.add(histFactory("cold fit", "coldFit", "", 1000, 200));
        if (workspaces.isEmpty()) {
            rows.add(of("WorkspaceBenchmark", "cold fit, Belle II", "coldFit", "denseFit", "workspace", ""));
        }
        for (String workspace : workspaces) {
            String name = workspace.substring(workspace.lastIndexOf('/') + 1);
            rows.add(of("WorkspaceBenchmark", "cold fit, " + name, "coldFit", "", "workspace", workspace));
        }
        rows.add(of("YieldTensorBenchmark", "branching fractions in 100 q² bins, a Dirac pair", "cached", "direct"));
        rows.add(of(
                "YieldTensorBenchmark",
                "with hadronic weights, once per run and transition",
                "withHadronicWeights",
                "direct"));
        rows.add(of("MassScanBenchmark", "45 masses", "scan", "denseScan", "masses", "45", "threads", "1"));
        rows.add(twoThreads("MassScanBenchmark", "60000 masses", "scan", "masses", "60000"));
        for (int points : new int[] {41, 121}) {
            rows.add(plane(PlaneBenchmark.Plane.DIRAC_PAIR, "fVV and fVA, Belle II", points));
        }
        rows.add(plane(PlaneBenchmark.Plane.SCALAR, "gS and gP, Belle II, BABAR and ALEPH", 121));
        rows.add(twoThreads(
                "PlaneBenchmark",
                "901 x 901 points, fVV and fVA",
                "scan",
                "plane",
                PlaneBenchmark.Plane.DIRAC_PAIR.name(),
                "points",
                "901"));
        for (int couplings = 1; couplings <= CouplingsBenchmark.MOST; couplings++) {
            rows.add(of(
                    "CouplingsBenchmark",
                    Counted.of(couplings, "coupling") + ", all starts; plainly from one",
                    "fit",
                    "dense",
                    "couplings",
                    String.valueOf(couplings)));
        }
        rows.add(of("LimitsBenchmark", "1 CLs limit", "observedLimits", "denseLimits", "masses", "1"));
        rows.add(of("LimitsBenchmark", "45 CLs limits with expected bands", "withExpected", "", "masses", "45"));
        rows.add(toys("20 toys, two fits each", "significance", "denseSignificance", 20, 1));
        rows.add(toys("20 toys of an interval, up to three fits each", "interval", "denseInterval", 20, 1));
        rows.add(toys("2 toys, 45 masses and one fit without", "significance", "denseSignificance", 2, 45));
        rows.add(twoThreads(
                "ToysBenchmark", "25000 toys, two fits each", "significance", "toys", "25000", "masses", "1"));
        return rows;
    }

    private static TableRow histFactory(String what, String ours, String plain, int nuisances, int bins) {
        return of(
                "HistFactoryBenchmark",
                what + ", " + nuisances + " nuisances, " + bins + " bins, 6 samples",
                ours,
                plain,
                "nuisances",
                String.valueOf(nuisances),
                "bins",
                String.valueOf(bins),
                "samples",
                "6",
                "acting",
                "6");
    }

    private static TableRow plane(PlaneBenchmark.Plane plane, String what, int points) {
        return of(
                "PlaneBenchmark",
                points + " x " + points + " points, " + what,
                "scan",
                "everyPoint",
                "plane",
                plane.name(),
                "points",
                String.valueOf(points),
                "threads",
                "1");
    }

    private static TableRow toys(String what, String ours, String plain, int toys, int masses) {
        return of(
                "ToysBenchmark",
                what,
                ours,
                plain,
                "toys",
                String.valueOf(toys),
                "masses",
                String.valueOf(masses),
                "threads",
                "1");
    }

    /** Two threads, and what one takes. */
    private static TableRow twoThreads(String benchmark, String what, String method, String... others) {
        Map<String, String> one = map(others);
        one.put("threads", "1");
        Map<String, String> two = new LinkedHashMap<>(one);
        two.put("threads", "2");
        return new TableRow(
                benchmark,
                what + ", two threads; beside it one",
                new Measured(method, two),
                Optional.of(new Measured(method, one)));
    }

    private static TableRow of(String benchmark, String size, String ours, String plain, String... parameters) {
        Map<String, String> values = map(parameters);
        return new TableRow(
                benchmark,
                size,
                new Measured(ours, values),
                Optional.of(plain).filter(name -> !name.isEmpty()).map(name -> new Measured(name, values)));
    }

    private static Map<String, String> map(String... parameters) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        return map;
    }
}
