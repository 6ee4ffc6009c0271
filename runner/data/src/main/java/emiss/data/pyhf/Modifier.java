package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.data.document.Location;

/**
 * A modifier as it stands in a workspace.
 *
 * @param type its type
 * @param name name of its parameter or set of parameters
 * @param low factor (normsys) or contents (histosys) at -1; uncertainties (shapesys, staterror)
 * @param high factor or contents at +1
 * @param where its place
 */
record Modifier(ModifierType type, String name, DoubleVector low, DoubleVector high, Location where) {}
