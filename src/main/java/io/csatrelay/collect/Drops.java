package io.csatrelay.collect;

import io.csatrelay.settings.FileCharset;
import io.csatrelay.settings.FileSeparator;
import io.csatrelay.vendor.VendorException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;

/**
 * Reads files that are dropped in a folder: each once by its content, page by page, then moves it to {@code done} or {@code failed}, with a
 * report beside it when lines were bad. A file that was left midway is read again, and what is known of it dropped.
 */
public final class Drops {
    /** How often a run looks again for a file that is written to still; a quarter of a second each. */
    static final int PATIENCE = 40;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String FILES = "files";

    /** The folder beside a dropped file for what was read. */
    static final String DONE = "done";
    /** And for what could not be read. */
    static final String FAILED = "failed";

    private final CollectStore store;
    private final Pages pages;
    private final DropFolder files;
    private final InstantSource clock;
    private final FileCharset charset;
    private final FileSeparator separator;
    private volatile Instant complained = Instant.MIN;

    /**
     * @param store knows what was read
     * @param pages tells which records are new
     * @param clock the wall clock
     * @param charset which character set files have
     * @param separator what separates the columns of CSV files
     */
    public Drops(CollectStore store, Pages pages, InstantSource clock, FileCharset charset, FileSeparator separator) {
        this.store = store;
        this.pages = pages;
        this.files = new DropFolder(clock);
        this.clock = clock;
        this.charset = charset;
        this.separator = separator;
    }

    /** Whether a run has something to do: a file lies there that nobody writes to any more; or, once a minute, the folder cannot be read. */
    public boolean isDue(@Variable("folder") String folder) {
        try {
            return files.next(Path.of(folder)) != null;
        } catch (IOException unreadable) {
            boolean again = clock.instant().isAfter(complained.plus(MINUTE));
            complained = again ? clock.instant() : complained;
            return again;
        }
    }

    /**
     * Whether the run goes on: a file lies there, and the run need not end before it is read.
     *
     * @throws VendorException when the folder cannot be read, or the run is for something that files do not have
     */
    public boolean goesOn(@Variable("run") Run run, @Variable("folder") String folder) throws VendorException {
        if (run.lane() != Lane.LIVE) {
            throw fault("files have no past that could be asked for: drop them again, with a change");
        }
        if (run.isStopped() || store.paused(run.getSourceId())) {
            run.leave(run.isStopped() ? "stopped; the next start goes on from there" : "a person paused the source; after resume it goes on from there");
            return false;
        }
        try {
            return files.hasAny(Path.of(folder)) && run.kept(FILES).path("waits").asInt() < PATIENCE;
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static VendorException unreadable(IOException why) {
        return fault("the folder cannot be read (" + why.getClass().getSimpleName() + "): check FILE_DROP_DIR, and that we may read, write and enter it");
    }

    /** The next file, or null while those that lie there may be written to still. */
    public Drop next(@Variable("run") Run run, @Variable("folder") String folder) throws VendorException {
        try {
            Drop drop = files.next(Path.of(folder));
            run.kept(FILES).put("waits", drop == null ? run.kept(FILES).path("waits").asInt() + 1 : 0);
            return drop;
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** Looks at a file as a whole. What was read before, by its content, has no pages. @throws DropException when it is no file that could be read */
    public void open(@Variable("run") Run run, @Variable("drop") Drop drop) throws IOException {
        try {
            DropText text = DropText.of(drop.file(), charset);
            drop.looked(text);
            if (store.fileRead(run.getSourceId(), drop.content())) {
                drop.report().add("this content was read before: nothing was read again");
                return;
            }
            String name = drop.file().getFileName().toString().replaceAll("\\p{Cntrl}", "?");
            drop.reads(new RecordPages(DropFormat.records(text.open(drop.file()), separator, name)));
        } catch (AccessDeniedException denied) {
            throw new DropException("the file may not be read: check its permissions");
        }
    }

    /** Whether the file has another page; none when the run stops. */
    public boolean hasMore(@Variable("run") Run run, @Variable("drop") Drop drop) {
        return drop.hasMore() && !run.isStopped();
    }

    /** The file's next page. */
    public Page page(@Variable("run") Run run, @Variable("drop") Drop drop) throws IOException {
        try {
            return pages.page(run, drop.pages().next());
        } catch (DropException known) {
            throw known;
        } catch (IOException broken) {
            throw new DropException("the file cannot be read on (" + broken.getClass().getSimpleName() + ")");
        }
    }

    /** Notes which lines of a page are in quarantine, once it is stored: also those that an earlier reading brought there, for nobody mended them. */
    public void stored(@Variable("run") Run run, @Variable("drop") Drop drop, @Variable("page") Page page) {
        Map<String, CollectStore.Bad> bad = store.bad(run.getSourceId(), page.read().stream().map(Page.Raw::externalId).collect(Collectors.toSet()));
        for (Page.Raw line : page.read()) {
            CollectStore.Bad known = bad.get(line.externalId());
            if (known != null && known.version().equals(line.version())) {
                drop.report().bad(line.input().path("source").path("line").asLong(), known.reason());
            }
        }
    }

    /** Moves a file that was read to its end. One that was written to meanwhile, or that the run left, stays and is read again. */
    public void done(@Variable("run") Run run, @Variable("drop") Drop drop) throws IOException, VendorException {
        drop.close();
        if (drop.hasMore() || wasWrittenTo(drop)) {
            return;
        }
        if (drop.content() != null) {
            store.readFile(run.getSourceId(), drop.content(), clock.instant());
        }
        move(drop, DONE);
    }

    /** Moves a file that could not be read to its end; one that was written to meanwhile stays, for that may be why. */
    public void failed(@Variable("run") Run run, @Variable("drop") Drop drop, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) DropException why)
            throws IOException, VendorException {
        drop.close();
        if (wasWrittenTo(drop)) {
            return;
        }
        drop.report().add(why.getMessage());
        move(drop, FAILED);
        run.kept(FILES).put("failed", run.kept(FILES).path("failed").asInt() + 1);
    }

    private static boolean wasWrittenTo(Drop drop) throws IOException {
        return !Files.exists(drop.file()) || !drop.stamp().equals(DropStamp.of(drop.file()));
    }

    /** Closes a file, whatever became of it. */
    public void close(@Variable("drop") Drop drop) throws IOException {
        drop.close();
        drop.report().discard();
    }

    private void move(Drop drop, String folder) throws VendorException {
        try {
            Path target = DropFolder.free(Files.createDirectories(drop.file().resolveSibling(folder)), drop.file());
            drop.report().moveBeside(target);
            Files.move(drop.file(), target);
            files.moved(drop, target);
        } catch (IOException denied) {
            files.leave(drop);
            throw fault("a file that was read cannot be moved to " + folder + "/ (" + denied.getClass().getSimpleName()
                    + "): check that we may write to FILE_DROP_DIR; it is left alone until it changes");
        }
    }

    /** Called at the end of a run. @throws VendorException when files are in {@code failed}, for a person has to look at them */
    public void ended(@Variable("run") Run run) throws VendorException {
        int failed = run.kept(FILES).path("failed").asInt();
        if (failed > 0) {
            throw fault(failed + (failed == 1 ? " file" : " files") + " could not be read: see the reports in failed/; a run that finds none ends this state");
        }
    }

    /** For `check`. @return what there is, in words */
    public String check(@Variable("folder") String folder) throws VendorException {
        Path path = Path.of(folder);
        if (!Files.isDirectory(path) || !Files.isReadable(path) || !Files.isExecutable(path)) {
            throw fault(path + " is no folder that we may read: check FILE_DROP_DIR");
        }
        if (!Files.isWritable(path)) {
            throw fault("we may not write to " + path + ", where read files are moved to done/: check its permissions");
        }
        return "files are taken from " + path;
    }

    private static VendorException fault(String words) {
        return new VendorException(words, 0, false, null, null);
    }
}
