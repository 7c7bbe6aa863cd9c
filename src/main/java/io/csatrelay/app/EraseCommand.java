package io.csatrelay.app;

import io.csatrelay.collect.DropCopies;
import io.csatrelay.settings.FileCharset;
import io.csatrelay.settings.FileDropSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.store.Erased;
import io.csatrelay.store.ErasureSql;
import io.csatrelay.store.Subject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code erase}: all that the store has of a customer, a ticket or an agent. Says numbers, and no word of whom it was about. */
@Command(name = "erase", mixinStandardHelpOptions = true,
        description = "Erases ratings of a customer, a ticket or an agent, with their counts; no re-read brings them back.",
        footer = {"", "Exit: 0; 1 it failed; 2 wrong usage or settings; 3 some are left, because they are on their way to MaestroQA.",
            "With an id that nobody may see in the list of processes: csat-relay erase @FILE, the options in the file."})
final class EraseCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Whose whose;

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only of this source: another vendor may know somebody else by the same id.")
    private String source;

    @Option(names = "--dry-run", description = "Says what would be erased, and erases nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        List<Subject> subjects = whose.subjects(spec, source);
        Settings settings = Environment.settings(spec);
        try (StoreReader store = new StoreReader(settings)) {
            ErasureSql erasure = new ErasureSql(store.database(), Parts.privacyKey(settings));
            Erased all = null;
            for (Subject subject : subjects) {
                Erased erased = dryRun ? erasure.look(subject) : erasure.erase(subject, store.time().now());
                all = all == null ? erased : all.plus(erased);
            }
            say(all, dryRun ? List.of() : subjects.stream().map(erasure::note).toList());
            settings.find(FileDropSettings.DIR).ifPresent(folder -> sayCopies(folder, settings.get(FileDropSettings.CHARSET), subjects));
            return all.left() > 0 ? ExitCode.LEFT_OVER : ExitCode.DONE;
        }
    }

    private void say(Erased erased, List<String> notes) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(erased.ratings() + " ratings with their counts and " + erased.records() + " records in quarantine " + (dryRun ? "would be erased" : "erased")
                + (notes.isEmpty() ? "" : "; noted in the store as " + String.join(", ", notes)));
        line(out, erased.mentions(), "earlier versions of other ratings lose what was sent");
        line(out, erased.answers(), "answers of purged ratings leave the distributions");
        line(out, erased.figures(), "rows that sources counted for the agent go, of engagements and tiles");
        line(out, erased.kept(), "answers of Gnatta's lose the agent, with the figures that are the agent's");
        if (!erased.maestroIds().isEmpty()) {
            line(out, erased.maestroIds().size(), "of them are at MaestroQA, which is not ours to erase from; ask for these: " + String.join(" ", erased.maestroIds()));
        }
        line(out, erased.left(), "are left: they are on their way to MaestroQA, or the answer for them was lost; erase again when that is settled");
    }

    private void sayCopies(Path folder, FileCharset charset, List<Subject> subjects) {
        Set<String> ids = subjects.stream().map(Subject::id).collect(Collectors.toSet());
        List<Path> copies;
        try {
            copies = DropCopies.with(ids, folder, charset);
        } catch (IOException unreadable) {
            throw new IllegalStateException("looking through the dropped files in " + folder + ": " + unreadable + "; look through them yourself", unreadable);
        }
        line(spec.commandLine().getOut(), copies.size(), "dropped files have such an id still, and are not ours to change; mend or delete: "
                + copies.stream().map(file -> shown(file, ids)).collect(Collectors.joining(" ")));
    }

    /** A file's name may have the id, too. */
    private static String shown(Path file, Set<String> ids) {
        return file.resolveSibling(ids.stream().reduce(file.getFileName().toString(), (name, id) -> name.replaceAll("(?i)" + Pattern.quote(id), "***"))).toString();
    }

    private static void line(PrintWriter out, long n, String words) {
        if (n > 0) {
            out.println(n + " " + words);
        }
    }

    /** Whose records. */
    static final class Whose {
        @Option(names = "--requester", paramLabel = "ID", description = "The customer's id at the vendor; may be repeated.")
        private List<String> requesters;

        @Option(names = "--ticket", paramLabel = "ID", description = "The ticket's id; may be repeated.")
        private List<String> tickets;

        @Option(names = "--agent", paramLabel = "ID", description = "The agent's id or e-mail address; may be repeated. Their counts go, those of purged ratings too.")
        private List<String> agents;

        private List<Subject> subjects(CommandLine.Model.CommandSpec spec, String source) {
            List<Subject> subjects = new ArrayList<>();
            add(subjects, Subject.Kind.REQUESTER, requesters, source);
            add(subjects, Subject.Kind.TICKET, tickets, source);
            add(subjects, Subject.Kind.AGENT, agents, source);
            if (subjects.stream().anyMatch(subject -> subject.id().isEmpty())) {
                throw new CommandLine.ParameterException(spec.commandLine(), "an id is empty: nothing is erased");
            }
            return subjects;
        }

        private static void add(List<Subject> subjects, Subject.Kind kind, List<String> ids, String source) {
            if (ids != null) {
                ids.forEach(id -> subjects.add(new Subject(kind, id.strip(), source)));
            }
        }
    }
}
