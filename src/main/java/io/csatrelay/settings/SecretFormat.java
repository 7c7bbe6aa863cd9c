package io.csatrelay.settings;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A secret: never shown, never trimmed.
 *
 * @param allowed what it may consist of
 * @param reason the complaint when it does not
 * @param advice what to do then
 */
record SecretFormat(Pattern allowed, String reason, String advice) implements Format<String> {

    /** One that is sent in an HTTP header, where a line end would smuggle in another header and a space end a credential. */
    static SecretFormat inHeader() {
        return new SecretFormat(Pattern.compile("[!-~]+"), "holds a space, a control character or one outside ASCII",
            "set it again, exactly as it was issued");
    }

    /** One that no header carries. */
    static SecretFormat password() {
        return new SecretFormat(Pattern.compile("\\P{Cntrl}+"), "holds a control character", "set it again, on one line");
    }

    /** One or two of them, separated by a comma: both are live while one replaces the other. */
    static SecretFormat oneOrTwo() {
        return new SecretFormat(Pattern.compile("[!-+\\--~]+(,[!-+\\--~]+)?"), "is not one secret, or two separated by a comma; or it holds a space, "
            + "a control character or one outside ASCII", "write the secret as it was issued; two, without spaces, while one replaces the other");
    }

    @Override
    public String parse(String text, Path workingDir) throws Refused {
        if (!allowed.matcher(text).matches()) {
            throw new Refused(reason, advice);
        }
        return text;
    }

    @Override
    public String text(String value) {
        return Shown.MASK;
    }

    @Override
    public String shown(String text) {
        return Shown.MASK;
    }

    @Override
    public boolean secret() {
        return true;
    }
}
