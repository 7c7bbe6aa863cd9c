package io.csatrelay.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The certificate authorities that vendor calls trust: Java's own, and those of CA_BUNDLE_FILE. */
final class Authorities extends SSLContextParameters {
    private final Path bundle;

    /** @param bundle PEM certificates */
    Authorities(Path bundle) {
        this.bundle = bundle;
    }

    @Override
    public SSLContext createSSLContext(CamelContext context) throws GeneralSecurityException, IOException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust().getTrustManagers(), null);
        return tls;
    }

    /** Every authority that is trusted. */
    List<X509Certificate> trusted() throws GeneralSecurityException, IOException {
        return accepted(trust());
    }

    private TrustManagerFactory trust() throws GeneralSecurityException, IOException {
        List<Certificate> all = new ArrayList<>(accepted(factory(null)));
        try (InputStream pem = Files.newInputStream(bundle)) {
            all.addAll(CertificateFactory.getInstance("X.509").generateCertificates(pem));
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < all.size(); i++) {
            store.setCertificateEntry("authority-" + i, all.get(i));
        }
        return factory(store);
    }

    /** @param store null for Java's own */
    private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static List<X509Certificate> accepted(TrustManagerFactory factory) {
        return Arrays.stream(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers())).toList();
    }
}
