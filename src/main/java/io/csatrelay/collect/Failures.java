package io.csatrelay.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.csatrelay.vendor.VendorException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Says in words what went wrong, without a word that a vendor or a customer wrote: such words may be logged. */
final class Failures {
    private Failures() {
    }

    static String inWords(Throwable failure) {
        if (failure instanceof VendorException || failure instanceof CollectStore.QuotesNothing) {
            return failure.getMessage();
        }
        if (failure instanceof JsonProcessingException) {
            return "the answer is not JSON, or ends early";
        }
        if (failure instanceof UnknownHostException) {
            return "the host name " + failure.getMessage() + " is not known: check the base URL and the DNS";
        }
        if (failure instanceof SSLException) {
            return "the TLS connection failed (" + failure.getClass().getSimpleName() + "): is its authority trusted? check CA_BUNDLE_FILE";
        }
        if (failure instanceof ConnectException) {
            return "the connection was refused or timed out: check the base URL and HTTPS_PROXY";
        }
        if (failure instanceof SocketTimeoutException) {
            return "no answer within VENDOR_TIMEOUT";
        }
        if (failure instanceof IOException) {
            return "the connection failed (" + failure.getClass().getSimpleName() + ")";
        }
        if (failure.getCause() != null && failure.getCause() != failure) {
            return inWords(failure.getCause());
        }
        return failure.getClass().getSimpleName() + (failure instanceof IllegalStateException ? ": " + failure.getMessage() : "");
    }
}
