package io.csatrelay.app;

import picocli.CommandLine;

/** The version, as the jar's manifest has it. */
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"csat-relay " + (version == null ? "(built from source)" : version)};
    }
}
