package emiss.benchmarks;

import emiss.api.experiment.Dataset;
import emiss.data.pyhf.WorkspaceChoice;
import emiss.data.pyhf.WorkspaceReader;
import emiss.inference.BinnedModel;
import emiss.inference.DenseReference;
import emiss.inference.FitOptions;
import emiss.inference.FitResult;
import emiss.inference.Fitter;
import emiss.inference.ModelData;
import emiss.inference.SignalModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Cold fits of the strength of the signal in pyhf workspaces, which the parameter {@code workspace} of JMH names, beside a dense fit in
 * all parameters, which takes minutes in large ones.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WorkspaceBenchmark {
    /** Path of a workspace with a parameter of interest; empty for the Belle II data. */
    @Param("")
    public String workspace;

    private ModelData data;
    private Fitter fitter;
    private SignalModel signal;
    private DenseReference.@Nullable Result dense;

    /** Reads and compiles the workspace. */
    @Setup
    public void prepare() throws IOException {
        BinnedModel model = BinnedModel.of(workspace.isEmpty() ? BelleII.datasets() : List.of(read()));
        data = model.observedData();
        fitter = new Fitter(model);
        signal = SignalModel.scaled("mu", model.smTemplate());
    }

    /** Checks that the fit converges, and to no higher a minimum than a dense fit, if there was one. */
    @TearDown
    public void check() {
        FitResult fit = coldFit();
        if (!fit.converged()) {
            throw new IllegalStateException("the fit of " + workspace + " did not converge: " + fit.reason());
        }
        if (dense != null) {
            BelleII.requireClose("deviance", fit.deviance(), Math.max(dense.deviance(), fit.deviance()), 1e-6);
        }
    }

    private Dataset read() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(workspace))) {
            return new WorkspaceReader().read(in, workspace, WorkspaceChoice.first("workspace"));
        }
    }

    /** From nominal parameters. */
    @Benchmark
    public FitResult coldFit() {
        return fitter.fit(data, signal);
    }

    /** The same in all parameters, densely. */
    @Benchmark
    public DenseReference.Result denseFit() {
        DenseReference.Result found = DenseReference.fit(data, signal, FitOptions.DEFAULT.tolerance());
        dense = found;
        return found;
    }
}
