package emiss.data.pyhf;

import emiss.api.experiment.DataFormatException;
import emiss.data.document.JsonPatch;
import emiss.data.document.Kind;
import emiss.data.document.NearestName;
import emiss.data.document.Node;
import emiss.data.document.ObjectDecoder;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import emiss.data.document.ValueDecoder;
import java.io.InputStream;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Patches that turn a background-only workspace into one with a signal, as they are published beside it: a patch set of pyhf, whose
 * digests say which workspace it is for, or one JSON patch (RFC 6902) without a name. Immutable.
 */
public final class PatchSet {
    /**
     * A patch.
     *
     * @param name its name; empty for a patch on its own
     * @param values where it is in the space of signals, as written, one per label of the set
     */
    public record Patch(String name, List<String> values) {
        /**
         * Copies the list.
         *
         * @param name its name; empty for a patch on its own
         * @param values where it is in the space of signals, as written, one per label of the set
         */
        public Patch {
            values = List.copyOf(values);
        }
    }

    private final String document;
    private final String description;
    private final List<String> labels;
    private final Map<String, String> digests;
    private final List<Patch> patches;
    private final Map<String, Node> operations;

    private PatchSet(
            String document,
            String description,
            List<String> labels,
            Map<String, String> digests,
            List<Patch> patches,
            Map<String, Node> operations) {
        this.document = document;
        this.description = description;
        this.labels = List.copyOf(labels);
        this.digests = digests;
        this.patches = List.copyOf(patches);
        this.operations = operations;
    }

    /**
     * {@return the patches of a document}
     *
     * @param content the JSON document, UTF-8; read to its end but not closed
     * @param name what to call the document in messages, usually its file name
     * @throws DataFormatException listing every problem with its line and column
     */
    public static PatchSet read(InputStream content, String name) {
        Problems problems = new Problems();
        Node root = Node.parse(name, content, Syntax.JSON, problems);
        problems.throwIfAny();
        if (root.kind() == Kind.ARRAY) {
            return new PatchSet(
                    name, "a JSON patch", List.of(), Map.of(), List.of(new Patch("", List.of())), Map.of("", root));
        }
        if (root.fields().containsKey("channels")) {
            problems.add(root.location(), "this is a workspace, expected a patch set or a JSON patch");
            problems.throwIfAny();
        }
        PatchSet found = read(root, name, problems);
        problems.throwIfAny();
        return found;
    }

    private static PatchSet read(Node root, String document, Problems problems) {
        ObjectDecoder decoder = new ObjectDecoder(root, "the patch set", problems);
        decoder.requiredOneOf("version", WorkspaceDocument.VERSIONS, "");
        List<String> labels = new ArrayList<>();
        Map<String, String> digests = new LinkedHashMap<>();
        String description = "";
        Optional<ObjectDecoder> metadata = decoder.object("metadata");
        if (metadata.isPresent()) {
            metadata.get().required("references");
            description = metadata.get().anyString("description");
            labels.addAll(metadata.get().strings("labels"));
            metadata.get()
                    .required("digests")
                    .filter(node -> ValueDecoder.check(node, Kind.OBJECT, "\"digests\"", problems))
                    .ifPresent(node -> node.fields()
                            .forEach((algorithm, digest) -> digests.put(
                                    algorithm, ValueDecoder.asString(digest, "\"" + algorithm + "\"", problems))));
        }
        List<Patch> patches = new ArrayList<>();
        Map<String, Node> operations = new LinkedHashMap<>();
        Set<List<String>> values = new HashSet<>();
        for (Node node : decoder.list("patches")) {
            ObjectDecoder item = new ObjectDecoder(node, "a patch", problems);
            item.object("metadata").ifPresent(about -> {
                Patch patch = new Patch(
                        about.string("name"),
                        about.list("values").stream().map(Node::text).toList());
                if (about.has("values") && patch.values.size() != labels.size()) {
                    problems.add(
                            about.location("values"),
                            "patch \"" + patch.name + "\" has " + patch.values.size() + " values, expected "
                                    + labels.size() + ", one per label");
                }
                if (operations.containsKey(patch.name) || !values.add(patch.values)) {
                    problems.add(
                            about.location("name"),
                            "a second patch \"" + patch.name + "\" or with values " + patch.values);
                }
                patches.add(patch);
                item.required("patch").ifPresent(found -> operations.put(patch.name, found));
            });
            item.finish();
        }
        decoder.finish();
        return new PatchSet(document, description, labels, digests, patches, operations);
    }

    /** {@return what the patches are for} */
    public String description() {
        return description;
    }

    /** {@return what the values of the patches are} */
    public List<String> labels() {
        return labels;
    }

    /** {@return the patches in the order of the document} */
    public List<Patch> patches() {
        return patches;
    }

    /** What to call a patch in titles. */
    String title(String patch) {
        return patch.isEmpty() ? document : patch;
    }

    /** The workspace with a patch applied, after a check that it is the one that the patches are for. */
    Node apply(Node workspace, String patch, Problems problems) {
        Node chosen = operations.get(patch);
        if (chosen == null) {
            problems.add(
                    workspace.location(),
                    (patch.isEmpty()
                                    ? "no patch of " + document + " is named"
                                    : "unknown patch \"" + patch + "\" of " + document)
                            + NearestName.hint(patch, operations.keySet()));
            return workspace;
        }
        digests.forEach((algorithm, expected) -> {
            try {
                String found = Digest.of(workspace, algorithm);
                if (!found.equalsIgnoreCase(expected)) {
                    problems.add(
                            workspace.location(),
                            "this is not the workspace that the patches of " + document + " are for: its " + algorithm
                                    + " digest is " + found + ", expected " + expected);
                }
            } catch (NoSuchAlgorithmException unknown) {
                problems.add(
                        workspace.location(),
                        document + " has a digest \"" + algorithm + "\", which is not known; expected sha256 or md5");
            }
        });
        return problems.isEmpty() ? JsonPatch.apply(workspace, chosen, problems) : workspace;
    }
}
