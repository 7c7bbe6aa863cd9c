package io.csatrelay.app;

import io.csatrelay.collect.PersonalData;
import io.csatrelay.deliver.MaestroItem;
import io.csatrelay.mapping.JqScope;
import io.csatrelay.mapping.Mapped;
import io.csatrelay.mapping.Mapping;
import io.csatrelay.mapping.MappingSyntaxException;
import io.csatrelay.rating.HeldReason;
import io.csatrelay.rating.InvalidRatingException;
import io.csatrelay.rating.Rating;
import io.csatrelay.rating.RatingJson;
import io.csatrelay.rating.RatingReader;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.thisptr.jackson.jq.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code map}: what a mapping makes of records, down to the item that MaestroQA would get. Reads no store, asks no vendor. */
@Command(name = "map", mixinStandardHelpOptions = true,
        description = "Shows the exact MaestroQA item that each record becomes, or that it is filtered, held or would be quarantined, and"
                + " why.",
        footer = {"", "Exit: 0; 1 if a record would be quarantined; 2 wrong usage, no such mapping, or no JSON."})
final class MapCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MAPPING", description = "a name, such as zendesk-rating, or the path of a .jq file")
    private String mapping;

    @Parameters(index = "1", paramLabel = "FILE",
            description = "JSON, or - for stdin: {record, lookup, source}, a bare vendor record, an array or lines of them")
    private String file;

    @Option(names = "--rating", description = "the whole rating as it is stored, with what only reports need")
    private boolean rating;

    @Option(names = "--source", paramLabel = "ID", defaultValue = "test",
            description = "the source that bare records are said to come from (${DEFAULT-VALUE})")
    private String source;

    @Override
    public Integer call() throws IOException {
        try {
            return map();
        } catch (Wrong wrong) {
            spec.commandLine().getErr().println("map: " + wrong.getMessage());
            return ExitCode.USAGE;
        }
    }

    private int map() throws IOException, Wrong {
        Settings settings = Environment.settings(spec);
        Mapping program = program(settings);
        PersonalData personal = Parts.personalData(settings);
        MapInput input = input();
        if (input.wrapped() > 0) {
            String records = input.wrapped() == 1 ? " bare record was" : " bare records were";
            spec.commandLine().getErr().println("map: " + input.wrapped() + records
                    + " wrapped as {\"record\": …, \"lookup\": {}, \"source\": {\"id\": \"" + source + "\"}}");
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean quarantined = false;
        for (int i = 0; i < input.inputs().size(); i++) {
            String number = input.inputs().size() == 1 ? "" : "record " + (i + 1) + ": ";
            quarantined |= show(program.map(input.inputs().get(i)), personal, number, out);
        }
        out.flush();
        return quarantined ? ExitCode.FAILED : ExitCode.DONE;
    }

    /** @return whether it would be quarantined */
    private boolean show(Mapped mapped, PersonalData personal, String number, PrintWriter out) {
        if (mapped instanceof Mapped.Filtered) {
            out.println(number + "filtered: it is no rating");
            return false;
        }
        if (mapped instanceof Mapped.Failed failed) {
            out.println(number + "quarantined: " + failed.reason());
            return true;
        }
        try {
            Rating read = personal.of(new RatingReader().read(((Mapped.Emitted) mapped).rating()));
            Optional<String> held = HeldReason.heldReason(read);
            held.ifPresent(why -> out.println(number + "held: " + why + "; until a later version has it, this is not sent:"));
            out.println(rating ? RatingJson.write(read) : MaestroItem.json(read));
            return false;
        } catch (InvalidRatingException invalid) {
            out.println(number + "quarantined: " + invalid.reason());
            return true;
        }
    }

    private Mapping program(Settings settings) throws IOException, Wrong {
        Path path = mapping.endsWith(".jq") || mapping.contains("/") ? Path.of(mapping)
                : settings.get(GeneralSettings.MAPPINGS_DIR).resolve(mapping + ".jq");
        try {
            return Mapping.load(path, JqScope.create(Versions.JQ_1_7));
        } catch (NoSuchFileException missing) {
            throw new Wrong("there is no mapping " + path + ": check its name, and MAPPINGS_DIR");
        } catch (MappingSyntaxException broken) {
            throw new Wrong(broken.getMessage());
        }
    }

    private MapInput input() throws IOException, Wrong {
        try (InputStream in = file.equals("-") ? stdin() : Files.newInputStream(Path.of(file))) {
            return MapInput.read(in, source);
        } catch (NoSuchFileException missing) {
            throw new Wrong("there is no file " + file);
        } catch (IllegalArgumentException unreadable) {
            throw new Wrong("reading " + (file.equals("-") ? "stdin" : file) + ": " + unreadable.getMessage());
        }
    }

    private static InputStream stdin() {
        return new FilterInputStream(System.in) {
            @Override
            public void close() {
                // it is not ours
            }
        };
    }

    /** What was asked for cannot be shown; its message says why and what to do. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }
}
