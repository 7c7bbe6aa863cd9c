package io.csatrelay.app;

import io.csatrelay.collect.Intake;
import io.csatrelay.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Reads which sources a command is given: wrong usage is said before anything begins. */
final class SourceArguments {
    private final CommandSpec spec;
    private final Map<String, String> declared;
    private final Set<String> pushed;
    private final Set<String> reread;
    private final Set<String> rereadEveryRun;
    private final Set<String> singles;

    SourceArguments(CommandSpec spec, Settings settings) {
        this.spec = spec;
        RouteFiles files = RouteFiles.of(settings);
        this.declared = files.sources();
        this.pushed = files.intakes().keySet();
        this.reread = files.reread();
        this.rereadEveryRun = files.rereadEveryRun();
        this.singles = files.singles();
    }

    /** The sources whose recent past is read again at all. */
    Set<String> reread() {
        return reread;
    }

    /** The sources whose recent past is read again at every run. */
    Set<String> rereadEveryRun() {
        return rereadEveryRun;
    }

    /** The sources that are on and collected from. @throws CommandLine.ParameterException when there is none */
    List<String> on() {
        List<String> on = declared.keySet().stream().filter(source -> declared.get(source) == null && !pushed.contains(source)).toList();
        if (on.isEmpty()) {
            throw wrong("no source is on: " + declared);
        }
        return on;
    }

    /** One that is on. @throws CommandLine.ParameterException when it is not */
    String on(String source) {
        if (!declared.containsKey(source)) {
            throw wrong("there is no source " + source + "; there are " + declared.keySet());
        }
        if (declared.get(source) != null) {
            throw wrong(source + " is off: " + declared.get(source));
        }
        if (pushed.contains(source)) {
            throw wrong("there is nothing to collect from " + source + ": its vendor pushes to POST " + Intake.PATH + source);
        }
        return source;
    }

    /** One that is on and can be asked for a single record. @throws CommandLine.ParameterException when it is not, or cannot */
    String single(String source) {
        if (!singles.contains(on(source))) {
            throw wrong("--id: " + source + " cannot be asked for one record: leave it away, or `backfill` the time in which it was given");
        }
        return source;
    }

    /** Wrong usage. */
    CommandLine.ParameterException wrong(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }
}
