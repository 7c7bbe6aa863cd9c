package io.csatrelay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.Paging;
import io.csatrelay.collect.Source;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of a source's properties in docs/adding-a-source.md: all of them, each with the default that it has. */
class SourcePropertiesTest {
    private static final String HEADING = "## The properties of a source";

    /** Property → its default as the page has it; empty for none. */
    private static Map<String, String> page() throws IOException {
        String text = Files.readString(Path.of("docs/adding-a-source.md"));
        String table = text.substring(text.indexOf(HEADING) + HEADING.length(), text.indexOf("\n## ", text.indexOf(HEADING) + 1));
        Map<String, String> properties = new TreeMap<>();
        table.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            String[] cells = line.split("\\|");
            String[] names = cells[1].strip().split(", ");
            String[] defaults = cells[2].split(",", -1);
            for (int i = 0; i < names.length; i++) {
                String value = i < defaults.length ? defaults[i].strip() : "";
                properties.put(names[i].replace("`", ""), value.startsWith("`") ? value.replace("`", "") : "");
            }
        });
        return properties;
    }

    private static Stream<Method> setters(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(method -> method.getName().startsWith("set") && method.getParameterCount() == 1);
    }

    private static String property(Method setter) {
        return setter.getName().substring(3, 4).toLowerCase(Locale.ROOT) + setter.getName().substring(4);
    }

    @Test
    void shouldListEachProperty() throws IOException {
        TreeSet<String> all = setters(Source.class).map(SourcePropertiesTest::property).filter(name -> !name.equals("paging"))
                .map(name -> name.equals("given") ? "given[NAME]" : name).collect(Collectors.toCollection(TreeSet::new));
        setters(Paging.class).forEach(setter -> all.add("paging." + property(setter)));
        assertThat(page().keySet()).isEqualTo(all);
    }

    @Test
    void shouldGiveTheDefaultThatEachHas() throws Exception {
        for (Map.Entry<String, String> row : page().entrySet()) {
            if (!row.getValue().isEmpty()) {
                Source said = source();
                Object bean = row.getKey().startsWith("paging.") ? said.getPaging() : said;
                String name = row.getKey().replace("paging.", "");
                Method setter = setters(bean.getClass()).filter(method -> property(method).equals(name)).findFirst().orElseThrow();
                setter.invoke(bean, value(setter.getParameterTypes()[0], row.getValue().replace("<id>", said.getId())));
                assertThat(looks(said)).as("%s: %s", row.getKey(), row.getValue()).isEqualTo(looks(source()));
            }
        }
    }

    private static Source source() {
        Source source = new Source();
        source.setId("harbour-answers");
        return source;
    }

    private static Object value(Class<?> type, String text) {
        return type == int.class ? Integer.valueOf(text) : type == boolean.class ? Boolean.valueOf(text) : (Object) text;
    }

    /** All that it says of itself, and of its paging. */
    private static Map<String, Object> looks(Source source) throws InvocationTargetException, IllegalAccessException {
        Map<String, Object> looks = new TreeMap<>();
        for (Object bean : new Object[] {source, source.getPaging()}) {
            for (Method method : bean.getClass().getDeclaredMethods()) {
                if (method.getParameterCount() == 0 && method.trySetAccessible() && method.getReturnType() != Paging.class) {
                    looks.put(bean.getClass().getSimpleName() + "." + method.getName(), String.valueOf(method.invoke(bean)));
                }
            }
        }
        return looks;
    }
}
