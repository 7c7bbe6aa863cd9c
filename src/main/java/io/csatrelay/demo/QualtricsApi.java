package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo Qualtrics' paths and its authentication. Called by one thread. */
final class QualtricsApi implements LoopbackServer.Vendor {

    static final String TOKEN_HEADER = "X-API-TOKEN";
    static final String BASE = "/API/v3";

    private static final Pattern EXPORTS = Pattern.compile(BASE + "/surveys/([^/]+)/export-responses(?:/([^/]+)(/file)?)?");
    private static final Pattern RESPONSE = Pattern.compile(BASE + "/surveys/([^/]+)/responses/([^/]+)");

    private final ResponseBook book;
    private final ExportJobs jobs;
    private final DemoQualtrics.Options options;

    QualtricsApi(ResponseBook book, ExportJobs jobs, DemoQualtrics.Options options) {
        this.book = book;
        this.jobs = jobs;
        this.options = options;
    }

    /** The demo Qualtrics will not do what was asked. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;

        Refusal(int status, String code, String message) {
            super(message, null, false, false);
            this.status = status;
            this.code = code;
        }

        DemoAnswer answer() {
            ObjectNode meta = Json.object().put("httpStatus", status + " - Error").put("requestId", "demo-request");
            meta.putObject("error").put("errorCode", code).put("errorMessage", getMessage());
            return DemoAnswer.json(status, Json.bytes(Json.object().set("meta", meta)));
        }
    }

    static Refusal bad(String message) {
        return new Refusal(400, "ECE_400", message);
    }

    @Override
    public DemoAnswer answer(DemoRequest request, byte[] body, UnaryOperator<String> header) {
        try {
            if (!options.apiToken().equals(header.apply(TOKEN_HEADER))) {
                throw new Refusal(401, "AUTH_6", "Unrecognized X-API-TOKEN.");
            }
            if (!request.query().isEmpty()) {
                throw bad("no parameter is known here");
            }
            return route(request, body, header.apply("Content-Type"));
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private DemoAnswer route(DemoRequest request, byte[] body, String contentType) {
        Matcher exports = EXPORTS.matcher(request.path());
        Matcher response = RESPONSE.matcher(request.path());
        if (request.method().equals("POST") && exports.matches() && exports.group(2) == null) {
            survey(exports.group(1));
            ObjectNode order = Json.readObject(body);
            if (order == null || contentType == null || !contentType.startsWith("application/json")) {
                throw bad("the body is no JSON object of type application/json");
            }
            return found(jobs.start(order));
        }
        if (!request.method().equals("GET")) {
            throw nothing();
        }
        if (exports.matches() && exports.group(2) != null) {
            survey(exports.group(1));
            return exports.group(3) == null ? found(jobs.progress(exports.group(2))) : file(exports.group(2));
        }
        if (response.matches() && book.find(response.group(2)) != null) {
            survey(response.group(1));
            return found(book.find(response.group(2)).json());
        }
        throw nothing();
    }

    private void survey(String id) {
        if (!id.equals(options.surveyId())) {
            throw new Refusal(404, "QVAL_1", "there is no such survey");
        }
    }

    private static Refusal nothing() {
        return new Refusal(404, "QVAL_404", "Not found");
    }

    private DemoAnswer file(String id) {
        Map<String, String> headers = Map.of("Content-Type", "application/octet-stream");
        return options.generated() == 0 ? new DemoAnswer(200, headers, jobs.file(id)) : new DemoAnswer(200, headers, new byte[0], jobs.file(id, options.generated()));
    }

    private static DemoAnswer found(ObjectNode result) {
        ObjectNode answer = Json.object();
        answer.set("result", result);
        answer.putObject("meta").put("httpStatus", "200 - OK").put("requestId", "demo-request");
        return DemoAnswer.json(200, Json.bytes(answer));
    }
}
