package emiss.server;

import emiss.api.experiment.DataFormatException;
import emiss.app.config.ConfigReader;
import emiss.app.config.RunConfig;
import emiss.app.file.NamedFiles;
import emiss.app.run.Parallel;
import emiss.app.run.RunOptions;
import emiss.app.run.Runner;
import emiss.data.document.JsonPrinter;
import emiss.data.document.Kind;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import emiss.results.Records;
import emiss.results.ResultsFolder;
import emiss.results.ResultsWriter;
import emiss.results.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Runs whole configurations, and tells how far they have come. A run ends when nobody listens any more. */
final class Runs {
    private static final String CONFIG = "config";

    /** How many run at the same time; each has all threads. */
    private static final int TOGETHER = 4;

    private final ConfigReader reader;
    private final Runner runner;
    private final Path folder;
    private final int threads;
    private final Semaphore free = new Semaphore(TOGETHER);

    /**
     * Creates it.
     *
     * @param folder what files are named in, and results written to
     * @param threads how many threads a run has
     */
    Runs(ConfigReader reader, Runner runner, Path folder, int threads) {
        this.reader = reader;
        this.runner = runner;
        this.folder = folder.toAbsolutePath().normalize();
        this.threads = threads;
    }

    /** What a request asks for. */
    private record Asked(RunConfig config, Optional<Path> out, long seed) {}

    /** Reads a request, and answers with the events of its run. */
    Reply stream(Node document) {
        Asked asked = read(document);
        return new EventStream(events -> {
            if (!free.tryAcquire()) {
                events.send("error", problem("there are " + TOGETHER + " runs already, expected fewer at a time"));
                return;
            }
            try {
                run(asked, events);
            } finally {
                free.release();
            }
        });
    }

    private static String problem(String message) {
        return JsonPrinter.line(Problem.of(message).tree());
    }

    private Asked read(Node document) {
        Problems problems = new Problems();
        ObjectDecoder decoder = new ObjectDecoder(document, "the request", problems);
        Optional<Node> config = decoder.required(CONFIG);
        String name = decoder.string("out", "");
        Optional<Path> out = name.isEmpty()
                ? Optional.empty()
                : NamedFiles.within(folder, problems).path(name, decoder.location("out"));
        out.filter(Runs::hasLinks)
                .ifPresent(found -> problems.add(
                        decoder.location("out"), "the folder \"" + name + "\" has symbolic links, expected none"));
        long seed = decoder.integer("seed", (int) RunOptions.STANDARD_SEED);
        decoder.finish();
        problems.throwIfAny();
        return new Asked(config(config.orElseThrow()), out, seed);
    }

    private static boolean hasLinks(Path directory) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(Files::isSymbolicLink);
        } catch (IOException unreadable) {
            return true;
        }
    }

    /** The configuration, which is a text or an object. */
    private RunConfig config(Node node) {
        if (node.kind() != Kind.STRING) {
            return reader.parse(node, text(node), folder);
        }
        Problems problems = new Problems();
        Node root = Node.parse(
                CONFIG, new ByteArrayInputStream(node.text().getBytes(StandardCharsets.UTF_8)), Syntax.YAML, problems);
        try {
            problems.throwIfAny();
            return reader.parse(root, node.text(), folder);
        } catch (DataFormatException wrong) {
            throw new Refusal(
                    400,
                    wrong.problems().stream()
                            .map(line -> Problem.of(line, CONFIG, root))
                            .toList());
        }
    }

    private static String text(Node node) {
        Object tree = Records.tree(node);
        try {
            Records.checkFinite("the configuration", tree);
        } catch (IllegalStateException infinite) {
            throw new Refusal(400, String.valueOf(infinite.getMessage()));
        }
        return JsonPrinter.print(tree);
    }

    private void run(Asked asked, Events events) throws IOException {
        try {
            Run run = computed(asked, events);
            events.send("done", new ResultsWriter().json(run));
        } catch (FileSystemException unwritable) {
            events.send("error", problem("cannot write " + unwritable.getMessage()));
        }
    }

    private Run computed(Asked asked, Events events) throws IOException {
        Progressing progress = new Progressing(asked.config.studies());
        try (Parallel parallel = new Parallel(threads, progress);
                Heartbeat heartbeat = new Heartbeat(events, progress, parallel)) {
            heartbeat.start();
            if (asked.out.isEmpty()) {
                return computed(asked, parallel, progress, events);
            }
            try (ResultsFolder results = ResultsFolder.take(asked.out.get())) {
                Run run = computed(asked, parallel, progress, events);
                results.write(run);
                return run;
            }
        }
    }

    private Run computed(Asked asked, Parallel parallel, Progressing progress, Events events) {
        return runner.run(asked.config, new RunOptions(threads, asked.seed), parallel, progress, (study, soFar) -> {
            try {
                // a study that ends between two heartbeats has its progress told too
                Optional<String> change = progress.change();
                if (change.isPresent()) {
                    events.send("progress", change.get());
                }
                events.send("study", ResultsWriter.json(study));
            } catch (IOException gone) {
                parallel.interrupt();
            }
        });
    }
}
