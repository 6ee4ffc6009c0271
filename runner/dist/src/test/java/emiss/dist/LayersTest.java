package emiss.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the packaged classes know of each other. */
final class LayersTest {
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        List<URL> jars = new ArrayList<>();
        for (Path jar : Distribution.jars()) {
            if (jar.getFileName().toString().startsWith("emiss-")) {
                jars.add(url(jar));
            }
        }
        classes = new ClassFileImporter().importUrls(jars);
    }

    private static URL url(Path jar) {
        try {
            return URI.create("jar:" + jar.toUri() + "!/").toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A circle of packages would be one of modules too, or lie within one. */
    @Test
    void noPackageIsInACircle() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return type.getPackageName().startsWith("emiss.")
                                ? SliceIdentifier.of(type.getPackageName())
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @ParameterizedTest(name = "{0} does not know {1}")
    @CsvSource({
        "emiss.api.., tools.jackson.., an interface of plugins needs no library",
        "emiss.physics.., emiss.data.., rates come from values and not from files",
        "emiss.inference.., emiss.api.scenario.., a likelihood serves any counting experiment",
        "emiss.inference.., emiss.api.decay.Transition, a likelihood serves any counting experiment",
        "emiss.analysis.., emiss.data.., what a study computes with knows no files",
        "emiss.results.., org.hipparchus.., results say what was found and compute nothing",
        "emiss.report.., emiss.app.., pages are drawn from results alone",
        "emiss.report.., org.hipparchus.., pages compute nothing",
        "emiss.app.., org.jfree.., the application draws nothing",
        "emiss.app.., info.picocli.., the command line is a module of its own",
        "emiss.cli.., org.hipparchus.., the command line computes nothing"
    })
    void layers(String module, String other, String because) {
        noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(other)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(other)
                .because(because)
                .check(classes);
    }

    /** Guice wires the application, and nothing else knows it; commands ask for their parts by the standard annotation. */
    @Test
    void guiceIsInTheApplicationAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("emiss.app")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.inject..")
                .check(classes);
    }
}
