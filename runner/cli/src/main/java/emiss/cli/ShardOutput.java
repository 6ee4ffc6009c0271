package emiss.cli;

import emiss.app.config.RunConfig;
import emiss.app.run.Journal;
import emiss.app.run.Parallel;
import emiss.app.run.Progress;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.app.run.StudyShare;
import emiss.data.document.Counted;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a shard of a run prints; it leaves only its journal.
 *
 * @param console where it prints
 * @param progress how far the shard has come
 */
record ShardOutput(Console console, Progress progress) {
    /** Computes the points; the exit code tells whether all were reached, whatever came of them. */
    int computed(Runner runner, RunConfig config, RunOptions execution, Parallel parallel, Journal journal)
            throws FileSystemException {
        long start = System.nanoTime();
        CharacterSet letters = console.letters();
        PrintWriter output = console.out();
        output.println(letters.write(config.title()));
        List<StudyShare> shares = new ArrayList<>();
        runner.share(config, execution, parallel, progress, journal, share -> {
            shares.add(share);
            progress.aside(() -> output.println(letters.write(
                    "  " + share.study() + "  " + share.finished() + " of " + Counted.of(share.points(), "point"))));
        });
        shares.forEach(share -> RunOutput.complain(console, share.study(), share.problems(), ""));
        journal.check();
        output.println(String.format(
                Locale.ROOT,
                "%s: %s of shard %d/%d in %.1f s, for emiss merge",
                journal.file(),
                Counted.of(shares.stream().mapToInt(StudyShare::finished).sum(), "point"),
                execution.share().number(),
                execution.share().of(),
                (System.nanoTime() - start) * 1e-9));
        return parallel.isInterrupted() || parallel.hasGivenUp() ? ExitCode.INCOMPLETE : ExitCode.DONE;
    }
}
