package emiss.app.run;

import emiss.app.file.Hash;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The jars that the program runs from, whatever folder they are in. */
public final class ProgramJars {
    private static final String JAR = ".jar";

    private ProgramJars() {}

    /**
     * A hash of all of them: of the names, sizes and check sums of what is in them, in the order of their names. The build and the
     * version stand for classes that are in no jar.
     */
    static String sha256() {
        TreeMap<String, List<String>> contents = new TreeMap<>();
        jars().forEach(jar -> contents.put(String.valueOf(jar.getFileName()), entries(jar)));
        return Hash.sha256(
                ProgramVersion.running().number() + ProgramVersion.running().commit() + contents);
    }

    /** Those on the module path. */
    public static List<Path> modules() {
        return ModuleLayer.boot().configuration().modules().stream()
                .map(ResolvedModule::reference)
                .map(ModuleReference::location)
                .flatMap(Optional::stream)
                .filter(place -> "file".equals(place.getScheme()))
                .map(URI::getPath)
                .map(Path::of)
                .filter(ProgramJars::isJar)
                .toList();
    }

    private static boolean isJar(Path file) {
        return file.toString().endsWith(JAR) && Files.isRegularFile(file);
    }

    private static List<Path> jars() {
        Stream<Path> classPath = Stream.of(
                        System.getProperty("java.class.path", "").split(File.pathSeparator))
                .map(Path::of);
        return Stream.concat(modules().stream(), classPath.filter(ProgramJars::isJar))
                .toList();
    }

    private static List<String> entries(Path jar) {
        List<String> entries = new ArrayList<>();
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                entries.add(entry.getName() + " " + entry.getSize() + " " + entry.getCrc());
            }
        } catch (IOException unreadable) {
            entries.add("unreadable");
        }
        return entries;
    }
}
