package io.csatrelay.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Copies of the shipped routes with a {@link CrashPoint} at every {@link Place}. */
final class CrashingRoutes {
    private static final String BEAN = "crashPoint";

    private final Path from;

    /** @param from the folder of the routes as they are shipped */
    CrashingRoutes(Path from) {
        this.from = from;
    }

    /** Writes the copies. @throws AssertionError when a place is not where it was in the routes, or is there twice */
    void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files;
        try (Stream<Path> all = Files.list(from)) {
            files = all.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
        }
        int[] found = new int[Place.values().length];
        for (Path file : files) {
            Files.writeString(folder.resolve(file.getFileName().toString()), rewritten(Files.readString(file), found));
        }
        Files.writeString(folder.resolve("crash-point.camel.yaml"), dump(List.of(Map.of("beans",
                List.of(Map.of("name", BEAN, "type", CrashPoint.class.getName()))))));
        for (Place place : Place.values()) {
            if (found[place.ordinal()] != 1) {
                throw new AssertionError("putting the crash point " + place + " into the route " + place.route() + ": its step " + place.step()
                        + " is there " + found[place.ordinal()] + " times, not once: the routes have changed; say in Place where it is now");
            }
        }
    }

    private static String rewritten(String yaml, int[] found) {
        Object file = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        for (Object entry : (List<?>) file) {
            for (String kind : List.of("route", "routeTemplate")) {
                if (entry instanceof Map<?, ?> map && map.get(kind) instanceof Map<?, ?> route) {
                    Arrays.stream(Place.values()).filter(place -> place.route().equals(route.get("id")))
                            .forEach(place -> found[place.ordinal()] += insert(route, place));
                }
            }
        }
        return dump(file);
    }

    /** Looks through everything below. @return how many steps were put in */
    @SuppressWarnings("unchecked") // What the YAML parser made is changed in place: lists of anything.
    private static int insert(Object node, Place place) {
        int inserted = 0;
        if (node instanceof Map<?, ?> map) {
            for (Object value : map.values()) {
                inserted += insert(value, place);
            }
        } else if (node instanceof List<?> list) {
            List<Object> steps = (List<Object>) list;
            for (Object step : new ArrayList<>(steps)) {
                if (place.step().equals(step)) {
                    steps.add(steps.indexOf(step) + (place.before() ? 0 : 1), crash(place));
                    inserted++;
                } else {
                    inserted += insert(step, place);
                }
            }
        }
        return inserted;
    }

    private static Map<String, Object> crash(Place place) {
        return Map.of("bean", Map.of("ref", BEAN, "method", "pass('" + place.name() + "')"));
    }

    private static String dump(Object yaml) {
        return new Dump(DumpSettings.builder().build()).dumpToString(yaml);
    }
}
