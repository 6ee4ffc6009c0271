package emiss.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The code blocks of a page of the manual. */
final class Manual {
    private static final String README = "README.md";
    private static final Pattern FENCE = Pattern.compile("```(\\w+)");
    private static final Pattern FILE = Pattern.compile("`([^`]+)`:");

    /**
     * A code block.
     *
     * @param language the word after the fence
     * @param file the path on the line before, or empty
     * @param text what is in it
     */
    record Block(String language, String file, String text) {
        @Override
        public String toString() {
            return language + " " + file;
        }
    }

    private Manual() {}

    /** All pages: those of the folder docs, and the README. */
    static List<String> pages() {
        try (Stream<Path> files = Files.list(Distribution.root().resolve("docs"))) {
            return Stream.concat(
                            Stream.of(README),
                            files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".md")))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Path file(String page) {
        return Distribution.root().resolve(page.equals(README) ? page : "docs/" + page);
    }

    static String text(String page) {
        try {
            return Files.readString(file(page));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Block> blocks(String page) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file(page));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        List<Block> blocks = new ArrayList<>();
        String before = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                Matcher file = FILE.matcher(before);
                blocks.add(new Block(
                        fence.group(1),
                        file.matches() ? file.group(1) : "",
                        String.join("\n", lines.subList(i + 1, end)) + "\n"));
                i = end;
                before = "";
            } else if (!lines.get(i).isBlank()) {
                before = lines.get(i);
            }
        }
        return List.copyOf(blocks);
    }

    static List<Block> blocks(String page, String language) {
        return blocks(page).stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** Writes the blocks that name a file into {@code directory}. */
    static List<Path> writeFiles(String page, Path directory) {
        List<Path> files = new ArrayList<>();
        for (Block block : blocks(page)) {
            if (!block.file().isEmpty()) {
                files.add(write(directory.resolve(block.file()), block.text()));
            }
        }
        return files;
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
