package emiss.data.pyhf;

import emiss.api.DoubleVector;
import emiss.data.document.Location;
import java.util.List;
import java.util.Map;

/**
 * A set of per-bin factors of an HS3 document, in the words of pyhf.
 *
 * @param name its name
 * @param parameters names of the factors in the document, one a bin
 * @param type staterror, shapesys or shapefactor
 * @param uncertainties by sample, one standard deviation of the contents of every bin; empty for a shapefactor
 * @param withoutUncertainty whether its modifiers give the factor of a bin no uncertainty, so that it is held
 * @param held whether the factor of a bin is held
 * @param auxdata auxiliary data, where they are not those of the modifiers
 * @param sigmas widths of Gaussian constraints, where they are not those of the modifiers
 * @param factors rates of Poisson constraints, where they are not those of the modifiers
 * @param where its place
 */
record Hs3Set(
        String name,
        List<String> parameters,
        ModifierType type,
        Map<Hs3Sample, DoubleVector> uncertainties,
        List<Boolean> withoutUncertainty,
        List<Boolean> held,
        DoubleVector auxdata,
        DoubleVector sigmas,
        DoubleVector factors,
        Location where) {
    Modifier modifier(Hs3Sample sample, Location place) {
        DoubleVector none = DoubleVector.of();
        return new Modifier(type, name, uncertainties.getOrDefault(sample, none), none, place);
    }
}
