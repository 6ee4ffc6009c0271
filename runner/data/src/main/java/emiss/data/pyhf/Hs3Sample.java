package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.data.document.Location;
import java.util.List;

/**
 * A sample as it stands in an HS3 document.
 *
 * @param name its name
 * @param contents expected events per bin
 * @param errors their standard deviations; 0 where the document gives none
 * @param modifiers its modifiers
 * @param where its place
 */
record Hs3Sample(
        String name, DoubleVector contents, DoubleVector errors, List<Hs3Modifier> modifiers, Location where) {}
