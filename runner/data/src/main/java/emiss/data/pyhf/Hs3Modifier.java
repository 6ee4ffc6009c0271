package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.data.document.Location;
import java.util.List;

/**
 * A modifier as it stands in an HS3 document.
 *
 * @param type its type
 * @param name its name; empty if it has none
 * @param parameters its parameters, one or one a bin
 * @param low factor or contents at -1; relative or absolute uncertainties of a shapesys
 * @param high factor or contents at +1
 * @param constraint type of the constraint that it declares itself; empty if it declares none
 * @param where its place
 */
record Hs3Modifier(
        String type,
        String name,
        List<String> parameters,
        DoubleVector low,
        DoubleVector high,
        String constraint,
        Location where) {
    static final String NORMFACTOR = "normfactor";
    static final String NORMSYS = "normsys";
    static final String HISTOSYS = "histosys";
    static final String SHAPEFACTOR = "shapefactor";
    static final String SHAPESYS = "shapesys";
    static final String STATERROR = "staterror";

    static final List<String> TYPES = List.of(NORMFACTOR, NORMSYS, HISTOSYS, SHAPEFACTOR, SHAPESYS, STATERROR);

    static boolean isPerBin(String type) {
        return type.equals(SHAPEFACTOR) || type.equals(SHAPESYS) || type.equals(STATERROR);
    }

    boolean isPerBin() {
        return isPerBin(type);
    }
}
