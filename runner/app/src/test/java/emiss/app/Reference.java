package emiss.app;

import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Numbers that were computed without this program, from a file beside the tests. */
final class Reference {
    /** Posteriors, coherent form factors and predictions. */
    static final Reference THEORY = new Reference("theory.json");

    private final Node root;

    private Reference(String name) {
        Problems problems = new Problems();
        try (InputStream content = Reference.class.getResourceAsStream(name)) {
            root = Node.parse(name, content, Syntax.JSON, problems);
            problems.throwIfAny();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Node at(String... path) {
        Node found = root;
        for (String name : path) {
            found = found.fields().get(name);
        }
        return found;
    }

    static double number(Node node, String name) {
        return node.fields().get(name).number();
    }
}
