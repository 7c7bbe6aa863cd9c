package io.csatrelay.ops;

import io.csatrelay.tile.TileCatalogue;
import io.csatrelay.tile.TilePlan;
import io.csatrelay.tile.TileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the catalogue of Gnatta's tiles, and what is collected of it, against what they may say. */
final class LintTiles {
    private LintTiles() {
    }

    /** A folder without either file has nothing to check. */
    static void check(Path folder, LintFindings findings) {
        Path catalogueFile = folder.resolve(TileCatalogue.FILE);
        Path choicesFile = folder.resolve(TilePlan.choicesFile());
        if (!Files.exists(catalogueFile) && !Files.exists(choicesFile)) {
            return;
        }
        List<TileProblem> problems = new ArrayList<>();
        TileCatalogue catalogue = TileCatalogue.read(catalogueFile, problems);
        if (!problems.isEmpty()) {
            add(catalogueFile, problems, findings);
            return;
        }
        problems.addAll(TilePlan.problemsOfChoices(folder, catalogue));
        if (problems.isEmpty()) {
            TilePlan.read(folder).problem().ifPresent(words -> findings.add(choicesFile, 1, words, "change what is collected"));
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
            findings.add(file, 1, "this file cannot be read", "there are two that belong together: " + TileCatalogue.FILE + " and " + TilePlan.choicesFile());
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
