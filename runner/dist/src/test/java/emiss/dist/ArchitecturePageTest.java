package emiss.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The pictures and the table of docs/architecture.md, against module descriptors and sources; and the files that it names. */
final class ArchitecturePageTest {
    private static final String PAGE = "architecture.md";

    /** Our modules that a module requires, by name; plugins under the names of their families. */
    private static Map<String, Set<String>> dependencies() {
        Map<String, Set<String>> dependencies = new TreeMap<>();
        Path testkit = Path.of(emiss.testkit.ScenarioContract.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Stream.concat(
                        Distribution.descriptors().stream(),
                        ModuleFinder.of(testkit).findAll().stream().map(found -> found.descriptor()))
                .forEach(module -> {
                    Set<String> required = module.requires().stream()
                            .map(ModuleDescriptor.Requires::name)
                            .filter(name -> name.startsWith("emiss."))
                            .collect(Collectors.toCollection(TreeSet::new));
                    Set<String> before = dependencies.put(family(module.name()), required);
                    assertThat(before == null || before.equals(required))
                            .as("all modules of the family of %s require %s", module.name(), before)
                            .isTrue();
                });
        return dependencies;
    }

    private static String family(String module) {
        return module.replaceFirst("^emiss\\.(scenarios|experiments)\\..+", "emiss.$1.*");
    }

    @Test
    void theTableShowsTheDependencies() {
        Map<String, Set<String>> shown = new TreeMap<>();
        Manual.text(PAGE).lines().filter(line -> line.startsWith("| `emiss.")).forEach(line -> {
            List<String> cells = List.of(line.split("\\|"));
            shown.put(code(cells.get(1)).iterator().next(), code(cells.get(2)));
        });

        assertThat(shown).isEqualTo(dependencies());
    }

    private static Set<String> code(String cell) {
        Set<String> words = new TreeSet<>();
        Matcher code = Pattern.compile("`([^`]+)`").matcher(cell);
        while (code.find()) {
            words.add(code.group(1));
        }
        return words;
    }

    private record Box(double x, double y, double width, double height) {
        boolean hasOnItsEdge(double px, double py) {
            boolean inside = px >= x && px <= x + width && py >= y && py <= y + height;
            return inside && (px == x || px == x + width || py == y || py == y + height);
        }
    }

    @Test
    void thePictureOfModulesShowsTheirDependencies() throws Exception {
        assertThat(picture("modules.svg", "data-module")).isEqualTo(dependencies());
    }

    /** Modules with one package are left out. */
    @Test
    void thePictureOfPackagesShowsWhatTheyUse() throws Exception {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (String module :
                List.of("api", "data", "physics", "inference", "analysis", "results", "report", "app", "cli")) {
            Map<String, Set<String>> uses = uses(module);
            if (uses.size() > 1) {
                expected.putAll(uses);
            }
        }

        assertThat(picture("packages.svg", "data-package")).isEqualTo(expected);
    }

    /** The packages of a module, and those of the same module that each imports from. */
    private static Map<String, Set<String>> uses(String module) throws IOException {
        Path sources = Distribution.root()
                .resolve(module.equals("api") ? module : "runner/" + module)
                .resolve("src/main/java");
        Pattern imported = Pattern.compile("^import (?:static )?(emiss\\." + module + "(?:\\.[a-z0-9]+)*)\\.[A-Z]");
        Map<String, Set<String>> uses = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(found -> found.toString().endsWith(".java")
                            && !found.getFileName().toString().contains("-info"))
                    .toList()) {
                String own = sources.relativize(file.getParent()).toString().replace(File.separatorChar, '.');
                Set<String> used = uses.computeIfAbsent(own, key -> new TreeSet<>());
                Files.readString(file)
                        .lines()
                        .map(imported::matcher)
                        .filter(Matcher::find)
                        .forEach(found -> {
                            if (!found.group(1).equals(own)) {
                                used.add(found.group(1));
                            }
                        });
            }
        }
        return uses;
    }

    /** The boxes of a picture, and where the arrows from each lead. */
    private static Map<String, Set<String>> picture(String name, String attribute) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Element picture = factory.newDocumentBuilder()
                .parse(Files.newInputStream(Distribution.root().resolve("docs").resolve(name)))
                .getDocumentElement();
        Map<String, Box> boxes = new TreeMap<>();
        for (Element rectangle : elements(picture, "rect")) {
            boxes.put(
                    rectangle.getAttribute(attribute),
                    new Box(
                            number(rectangle, "x"),
                            number(rectangle, "y"),
                            number(rectangle, "width"),
                            number(rectangle, "height")));
        }
        Map<String, Set<String>> shown = new TreeMap<>();
        boxes.keySet().forEach(box -> shown.put(box, new TreeSet<>()));
        for (Element arrow : elements(picture, "line")) {
            String from = arrow.getAttribute("data-from");
            String to = arrow.getAttribute("data-to");
            shown.get(from).add(to);
            assertThat(boxes.get(from).hasOnItsEdge(number(arrow, "x1"), number(arrow, "y1")))
                    .as("the arrow from %s to %s begins at its box", from, to)
                    .isTrue();
            assertThat(boxes.get(to).hasOnItsEdge(number(arrow, "x2"), number(arrow, "y2")))
                    .as("the arrow from %s to %s ends at its box", from, to)
                    .isTrue();
        }
        assertThat(elements(picture, "text").stream().map(Element::getTextContent))
                .containsAll(boxes.keySet());
        assertThat(Manual.text(PAGE)).contains("](" + name + ")");
        return shown;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** Paths in the instructions are relative to the clone; words in capitals stand for names to choose. */
    @Test
    void theFilesThatItNamesExist() {
        List<String> paths = code(Manual.text(PAGE)).stream()
                .filter(word -> word.matches("(api|config|docs|runner|plugins-[a-z]+)/[A-Za-z0-9_./-]+"))
                .filter(word -> !word.matches(".*\\b[A-Z]{2,}\\b.*"))
                .toList();

        assertThat(paths)
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        path -> assertThat(Distribution.root().resolve(path)).exists());
    }
}
