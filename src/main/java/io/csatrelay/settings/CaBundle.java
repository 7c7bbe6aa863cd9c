package io.csatrelay.settings;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** A file of PEM certificates, which must be there and parse: found wrong at the start, not at the first call. */
final class CaBundle implements Format<Path> {
    @Override
    public Path parse(String text, Path workingDir) throws Refused {
        Path file = Formats.path().parse(text, workingDir);
        String pem = ValueFile.text(file);
        if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
            throw new Refused("names a file without a PEM certificate", "write certificates into it, each from -----BEGIN CERTIFICATE-----");
        }
        try {
            CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        } catch (CertificateException e) {
            throw new Refused("names a file with a certificate that cannot be parsed", "check it with openssl x509 -in FILE -text");
        }
        return file;
    }
}
