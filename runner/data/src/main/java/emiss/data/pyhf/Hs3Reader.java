package emiss.data.pyhf;

import emiss.api.experiment.CountingData;
import emiss.api.experiment.DataFormatException;
import emiss.data.document.Node;
import emiss.data.document.Problems;
import emiss.data.document.Syntax;
import java.io.InputStream;

/**
 * Reads the HistFactory part of a document in the HEP Statistics Serialization Standard, version 0.2, as a data set with the
 * same likelihood: channels are {@code histfactory_dist}s; constraints are those of modifiers, or Gaussian and Poisson
 * distributions that a modifier names or that stand in the likelihood. The samples with the normfactor of the parameter of
 * interest become the signal.
 *
 * <p>Where programs differ, files are read as their writer does: {@code shapesys} has relative uncertainties, and
 * {@code staterror} a Poisson constraint unless it says another, in files that name ROOT among their packages; elsewhere
 * uncertainties are absolute and Gaussian, as in pyhf and pyhs3. Shapes are contents, not shifts.
 *
 * <p>Stateless; may be used by several threads.
 */
public final class Hs3Reader {
    /** A reader. */
    public Hs3Reader() {}

    /**
     * Reads and validates a document.
     *
     * @param content the JSON document, UTF-8; read to its end but not closed
     * @param name what to call the document in messages, usually its file name
     * @param choice what to make of it
     * @return the data set
     * @throws DataFormatException listing every problem, and what is not supported, with its line and column
     */
    public CountingData read(InputStream content, String name, Hs3Choice choice) {
        Problems problems = new Problems();
        Node root = Node.parse(name, content, Syntax.JSON, problems);
        problems.throwIfAny();
        HistFactoryDocument document = new Hs3Document(root, choice, problems).content();
        problems.throwIfAny();
        return new DatasetAssembly(document, choice.id(), choice.response(), problems).dataset();
    }
}
