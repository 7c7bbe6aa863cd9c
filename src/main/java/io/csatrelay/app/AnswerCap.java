package io.csatrelay.app;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Cuts what is answered to a POST, which is read whole into memory: what MaestroQA says of 100 ratings takes some kilobytes. A 2xx that
 * is cut cannot be read, and is treated so. Pages are not cut: they are as long as the vendor makes them.
 */
final class AnswerCap implements ExecChainHandler {
    /** Of an answer's body, unpacked. */
    static final int LONGEST_BYTES = 8 * 1024 * 1024;
    /** Of an export, which is asked for as CSV. */
    static final int LONGEST_CSV_BYTES = 16 * 1024 * 1024;

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        if (request.getMethod().equals("POST") && response.getEntity() != null) {
            Header accept = request.getFirstHeader(HttpHeaders.ACCEPT);
            int longest = accept != null && "text/csv".equals(accept.getValue()) ? LONGEST_CSV_BYTES : LONGEST_BYTES;
            response.setEntity(new HttpEntityWrapper(response.getEntity()) {
                @Override
                public InputStream getContent() throws IOException {
                    return new Cut(super.getContent(), scope, longest);
                }
            });
        }
        return response;
    }

    private static final class Cut extends FilterInputStream {
        private final ExecChain.Scope scope;
        private int left;

        Cut(InputStream whole, ExecChain.Scope scope, int longest) {
            super(whole);
            this.left = longest;
            this.scope = scope;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            if (left == 0) {
                // Else closing would read on to the answer's end.
                scope.execRuntime.discardEndpoint();
                return -1;
            }
            int read = super.read(into, from, Math.min(most, left));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            if (left > 0) {
                super.close();
            }
        }
    }
}
