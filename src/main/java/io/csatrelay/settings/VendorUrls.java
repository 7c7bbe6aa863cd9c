package io.csatrelay.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Several whole endpoints, separated by commas, each as {@link VendorUrl} takes it and none twice.
 *
 * @param example one of them, for messages
 */
record VendorUrls(String example) implements Format<List<URI>> {
    @Override
    public List<URI> parse(String text, Path workingDir) throws Refused {
        VendorUrl one = new VendorUrl(true, example);
        Set<URI> urls = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            if (!urls.add(one.parse(part.strip(), workingDir))) {
                throw new Refused("names one URL twice", "name each once");
            }
        }
        return List.copyOf(urls);
    }

    @Override
    public String text(List<URI> value) {
        return value.stream().map(URI::toString).collect(Collectors.joining(","));
    }

    @Override
    public String shown(String text) {
        return Arrays.stream(text.split(",", -1)).map(part -> Shown.quoted(Shown.url(part.strip()))).collect(Collectors.joining(", "));
    }
}
