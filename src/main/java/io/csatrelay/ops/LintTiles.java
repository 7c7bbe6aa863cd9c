package io.csatrelay.ops;

import io.csatrelay.collect.GnattaTiles;
import io.csatrelay.tile.TileCatalogue;
import io.csatrelay.tile.TilePlan;
import io.csatrelay.tile.TileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds the catalogue of Gnatta's tiles, and what each account collects of it, against what they may say. */
final class LintTiles {
    private static final String COLLECT = "given[" + GnattaTiles.COLLECT + "]";
    private static final Pattern CHOICES = Pattern.compile("gnatta-collect.*[.]yaml");

    private LintTiles() {
    }

    /** A folder without such files, and routes that name none, have nothing to check. */
    static void check(Path folder, LintRoutes routes, LintFindings findings) {
        Set<String> files = files(folder, routes);
        Path catalogueFile = folder.resolve(TileCatalogue.FILE);
        if (!Files.exists(catalogueFile) && files.isEmpty()) {
            return;
        }
        List<TileProblem> problems = new ArrayList<>();
        TileCatalogue catalogue = TileCatalogue.read(catalogueFile, problems);
        if (!problems.isEmpty()) {
            add(catalogueFile, problems, findings);
            return;
        }
        files.forEach(file -> choices(folder.resolve(file), catalogue, findings));
    }

    /** What sources are given, and what lies there. */
    private static Set<String> files(Path folder, LintRoutes routes) {
        Set<String> files = new TreeSet<>();
        routes.beans().forEach(bean -> bean.get("properties").map(properties -> properties.text(COLLECT)).filter(file -> !file.isEmpty()).ifPresent(files::add));
        try (Stream<Path> all = Files.list(folder)) {
            all.map(file -> file.getFileName().toString()).filter(CHOICES.asMatchPredicate()).forEach(files::add);
        } catch (IOException unreadable) {
            // The mappings' own check says so.
            return files;
        }
        return files;
    }

    private static void choices(Path choicesFile, TileCatalogue catalogue, LintFindings findings) {
        List<TileProblem> problems = TilePlan.problemsOfChoices(choicesFile, catalogue);
        if (problems.isEmpty()) {
            TilePlan.read(choicesFile.getParent(), choicesFile.getFileName().toString()).problem().ifPresent(words -> findings.add(choicesFile, 1, words, "change what is collected"));
        } else {
            add(choicesFile, problems, findings);
        }
    }

    private static void add(Path file, List<TileProblem> problems, LintFindings findings) {
        try {
            int before = findings.all().size();
            Optional<LintNode> root = LintNode.read(file, findings);
            // A file that is no YAML is one finding, which has its line.
            if (root.isPresent() || findings.all().size() == before) {
                problems.forEach(problem -> findings.add(file, root.map(node -> line(node, problem.at())).orElse(1), problem.what(), problem.advice()));
            }
        } catch (IOException failed) {
            findings.add(file, 1, "this file cannot be read", "there are two that belong together: " + TileCatalogue.FILE + " and gnatta-collect.yaml, or what a source is given as collect");
        }
    }

    /** Where a problem stands, or the nearest part above that is there. */
    private static int line(LintNode root, List<String> at) {
        LintNode node = root;
        for (String name : at) {
            Optional<LintNode> next = node.isList() ? node.items().stream().skip(Integer.parseInt(name)).findFirst() : node.get(name);
            if (next.isEmpty()) {
                break;
            }
            node = next.get();
        }
        return node.line();
    }
}
