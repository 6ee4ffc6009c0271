package emiss.data.pyhf;

import emiss.api.experiment.CountingData;
import emiss.api.experiment.DataFormatException;
import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import java.io.InputStream;

/**
 * Reads a pyhf workspace as a data set with the same likelihood, by the rules of pyhf 0.7.
 *
 * <p>The samples that carry the normfactor of the parameter of interest become the signal, which the engine multiplies by
 * mu; where the parameter of interest is anything else, or belongs to no modifier as in background-only files, there is no signal,
 * and the title says so. Every parameter gets the bounds of the
 * measurement, or else those that pyhf sets. A {@code staterror} that acts in several channels becomes one set per channel,
 * called {@code <name>_<channel>}, with more underscores if the workspace has a parameter of that name. Shifts of the signal are relative to its events: in a bin without any that a histosys
 * shifts, 1e-100 events stand for none.
 *
 * <p>Stateless; may be used by several threads.
 */
public final class WorkspaceReader {
    /** A reader. */
    public WorkspaceReader() {}

    /**
     * Reads and validates a workspace.
     *
     * @param content the JSON document, UTF-8; read to its end but not closed
     * @param name what to call the document in messages, usually its file name
     * @param choice what to make of it
     * @return the data set
     * @throws DataFormatException listing every problem with its line and column
     */
    public CountingData read(InputStream content, String name, WorkspaceChoice choice) {
        Problems problems = new Problems();
        Node root = Node.parse(name, content, Syntax.JSON, problems);
        if (root.fields().containsKey("patches") && !root.fields().containsKey("channels")) {
            problems.add(
                    root.location(),
                    "this is a patch set, expected the workspace that it is for; a patch set is named as its"
                            + " patch: {file: ..., name: ...}");
        }
        problems.throwIfAny();
        Node patched = choice.patch()
                .map(patch -> patch.set().apply(root, patch.name(), problems))
                .orElse(root);
        problems.throwIfAny();
        String patch = choice.patch()
                .map(chosen -> ", patch " + chosen.set().title(chosen.name()))
                .orElse("");
        HistFactoryDocument document = new WorkspaceDocument(patched, choice.measurement(), patch, problems).content();
        problems.throwIfAny();
        return new DatasetAssembly(document, choice.id(), choice.response(), problems).dataset();
    }
}
