package io.csatrelay.settings;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where a vendor's API is, as {@link VendorUrl} takes it, with the path that all its addresses begin with.
 *
 * @param ending the end of that path, such as {@code /API/v3}
 * @param example for messages
 */
record VendorUrlEnding(String ending, String example) implements Format<URI> {

    @Override
    public URI parse(String text, Path workingDir) throws Refused {
        URI url = new VendorUrl(true, example).parse(text, workingDir);
        if (!url.getRawPath().endsWith(ending)) {
            throw new Refused("does not end in " + ending, "write it such as " + example);
        }
        return url;
    }

    @Override
    public String shown(String text) {
        return Shown.quoted(Shown.url(text));
    }
}
