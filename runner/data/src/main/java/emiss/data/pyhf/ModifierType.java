package emiss.data.pyhf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The types of modifiers, by the names of the specification. */
enum ModifierType {
    NORMFACTOR,
    NORMSYS,
    HISTOSYS,
    SHAPESYS,
    SHAPEFACTOR,
    STATERROR,
    LUMI;

    static final Map<String, ModifierType> BY_NAME = byName();

    private static Map<String, ModifierType> byName() {
        Map<String, ModifierType> types = new LinkedHashMap<>();
        for (ModifierType type : values()) {
            types.put(type.text(), type);
        }
        return Collections.unmodifiableMap(types);
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Modifiers of one group may share a parameter. */
    String group() {
        return this == NORMSYS || this == HISTOSYS ? "normsys or histosys" : text();
    }

    boolean isPerBin() {
        return this == SHAPESYS || this == SHAPEFACTOR || this == STATERROR;
    }

    /** The bounds that pyhf sets without a configuration; those of a luminosity need one. */
    double[] standardBounds() {
        return switch (this) {
            case NORMFACTOR, SHAPEFACTOR -> new double[] {0, 10};
            case NORMSYS, HISTOSYS -> new double[] {-5, 5};
            case SHAPESYS, STATERROR -> new double[] {1e-10, 10};
            case LUMI -> throw new IllegalStateException("a luminosity has no standard bounds");
        };
    }
}
