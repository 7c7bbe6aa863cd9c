package io.csatrelay.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All settings that exist, area by area. Immutable. */
public final class Catalogue {
    private final List<Area> areas;

    private Catalogue(List<Area> areas) {
        this.areas = List.copyOf(areas);
        Set<String> names = new HashSet<>();
        settings().forEach(setting -> requireNew(names, setting));
    }

    /** The settings of CSAT Relay. */
    public static Catalogue standard() {
        return of(GeneralSettings.AREA, HttpSettings.AREA, NetworkSettings.AREA, ZendeskSettings.AREA, LivePersonSettings.AREA, GnattaSettings.AREA,
            MaestroSettings.AREA, ReportSettings.AREA, DashboardSettings.AREA, IntakeSettings.AREA, AccountSettings.AREA, PrivacySettings.AREA, QualtricsSettings.AREA,
            FileDropSettings.AREA);
    }

    static Catalogue of(Area... areas) {
        return new Catalogue(List.of(areas));
    }

    /** Every setting, in the order of the documents. */
    public List<Setting<?>> settings() {
        return areas.stream().<Setting<?>>flatMap(area -> area.settings().stream()).toList();
    }

    List<Area> areas() {
        return areas;
    }

    Stream<Group> groups() {
        return areas.stream().flatMap(area -> area.groups().stream());
    }

    /** The names of all settings and of the files that may hold them. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        settings().forEach(setting -> names.add(setting.name()));
        settings().forEach(setting -> names.add(setting.fileName()));
        return names;
    }

    /** This catalogue and, of the given names, those that belong to a family. */
    public Catalogue withMembers(Collection<String> given) {
        Set<String> bases = new LinkedHashSet<>();
        given.stream().sorted().forEach(name -> bases.add(name.endsWith("_FILE") ? name.substring(0, name.length() - 5) : name));
        List<Area> all = new ArrayList<>();
        areas.forEach(area -> all.add(withMembers(area, bases)));
        return new Catalogue(all);
    }

    /** A name that two families have is the first one's: {@code …_ACCESS_TOKEN} is declared before {@code …_TOKEN}. */
    private static Area withMembers(Area area, Set<String> bases) {
        Area grown = area;
        for (Family<?> family : area.families()) {
            for (String name : bases) {
                boolean first = area.families().stream().filter(other -> other.has(name)).findFirst().filter(family::equals).isPresent();
                grown = first ? grown.member(family.named(name)) : grown;
            }
        }
        return grown;
    }

    private static void requireNew(Set<String> names, Setting<?> setting) {
        if (!names.add(setting.name())) {
            throw new IllegalArgumentException("declaring settings: " + setting + " is declared twice: remove one");
        }
    }
}
