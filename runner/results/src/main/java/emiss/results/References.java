package emiss.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to cite for a run, as BibTeX: the method, and every input with an identifier. */
final class References {
    private static final String ARXIV = "arXiv:";
    private static final String DOI = "doi:";
    private static final String METHOD = """
            @misc{arXiv-2403.13887,
              title = {Signatures of light new particles in $B \\to K^{(*)} E_\\mathrm{miss}$},
              eprint = {2403.13887},
              archivePrefix = {arXiv},
              note = {with its erratum, Phys. Rev. D 111, 039903}
            }
            """;

    private References() {}

    /** The entries, each citation once. */
    static String of(Run run) {
        Map<String, Run.Input> cited = new LinkedHashMap<>();
        run.inputs().stream()
                .filter(input -> !input.identifiers().isEmpty())
                .forEach(input -> cited.putIfAbsent(input.citation() + input.identifiers(), input));
        StringBuilder text = new StringBuilder(METHOD);
        cited.values().forEach(input -> text.append('\n').append(entry(input)));
        return text.toString();
    }

    private static String entry(Run.Input input) {
        List<String> fields = new ArrayList<>();
        fields.add("  title = {" + escaped(input.title()) + "}");
        first(input, ARXIV).ifPresent(number -> {
            fields.add("  eprint = {" + number + "}");
            fields.add("  archivePrefix = {arXiv}");
        });
        first(input, DOI).ifPresent(doi -> fields.add("  doi = {" + doi + "}"));
        fields.add("  note = {" + escaped(input.citation() + "; " + String.join(", ", input.identifiers())) + "}");
        return "@misc{" + input.id().replaceAll("[^A-Za-z0-9.:_-]", "-") + ",\n" + String.join(",\n", fields) + "\n}\n";
    }

    private static Optional<String> first(Run.Input input, String kind) {
        return input.identifiers().stream()
                .filter(identifier -> identifier.startsWith(kind))
                .map(identifier -> identifier.substring(kind.length()))
                .findFirst();
    }

    /** Characters that mean something in TeX. */
    private static String escaped(String text) {
        return text.replaceAll("[{}\\\\]", "").replaceAll("([&%$#_])", "\\\\$1").replace("->", "$\\to$");
    }
}
