package io.csatrelay.app;

import io.csatrelay.settings.ConfigLine;
import io.csatrelay.settings.Finding;
import io.csatrelay.settings.PrivacySettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.SettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How long each source's ratings are kept. Immutable. */
final class Retention {
    private final Settings settings;

    Retention(Settings settings) {
        this.settings = settings;
    }

    /** How long those of a source are; empty: for ever. */
    Optional<Duration> of(String source) {
        return settings.find(PrivacySettings.RETENTION_OF.of(source)).or(() -> settings.find(PrivacySettings.RETENTION));
    }

    /**
     * What a re-read finds must not have been purged: it would be read again each time, for nothing.
     *
     * @throws SettingsException naming every source whose retention is shorter
     */
    void requireNoShorterThanRereads(Collection<DeclaredSource> sources) {
        List<Finding> problems = new ArrayList<>();
        for (DeclaredSource source : sources) {
            long reread = source.rereadDays(settings.placeholders());
            of(source.name()).filter(kept -> kept.toDays() < reread).ifPresent(kept -> problems.add(new Finding(nameOf(source.name()),
                    kept.toDays() + " is shorter than the re-read of " + source.name() + ", which goes back " + reread + " days",
                    "keep its ratings for at least as long, or let the re-read be shorter")));
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private String nameOf(String source) {
        return settings.find(PrivacySettings.RETENTION_OF.of(source)).isPresent() ? PrivacySettings.RETENTION_OF.of(source).name()
                : PrivacySettings.RETENTION.name();
    }

    /** The settings that are for a source that no route file declares: a name that is written wrong keeps ratings for ever. */
    List<String> ofNoSource(Collection<String> sources) {
        Set<String> asked = sources.stream().map(source -> PrivacySettings.RETENTION_OF.of(source).name()).collect(Collectors.toSet());
        return settings.lines().stream().map(ConfigLine::name).filter(PrivacySettings.RETENTION_OF::has).filter(name -> !asked.contains(name)).toList();
    }
}
