package dev.parley.platform.http;

import dev.parley.platform.trace.Conventions;
import dev.parley.platform.trace.Spans;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks, and waits for the answer with all of its body, within a bound of time and of bytes,
 * whatever the other side does. The client's own timeout would end with the headers.
 */
public final class WholeAnswers {

  private static final String SAID_OF_TOO_MUCH = "body exceeds capacity";

  private final HttpClient http;
  private final long largest;
  private final Spans spans;

  /** Of what is asked by the clock, which no trace tells of. */
  public WholeAnswers(Duration connectWithin, long largest) {
    this(connectWithin, largest, Spans.NONE);
  }

  /**
   * @param largest body, in bytes
   * @param spans of what is asked as part of somebody's request
   */
  public WholeAnswers(Duration connectWithin, long largest, Spans spans) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectWithin)
            .build();
    this.largest = largest;
    this.spans = spans;
  }

  /**
   * @throws HttpTimeoutException where there is no whole answer in time
   * @throws AnswerTooLargeException where it goes on behind the largest
   * @throws IOException where there is none at all
   */
  public HttpResponse<byte[]> to(HttpRequest request, Duration within)
      throws IOException, InterruptedException {
    Span span = spans.call(request.method(), Attributes.empty());
    if (span.isRecording()) {
      tell(span, request);
    }
    try {
      HttpResponse<byte[]> answer = answered(continuing(span, request), within);
      span.setAttribute(Conventions.HTTP_STATUS, answer.statusCode());
      if (answer.statusCode() >= 400) {
        Spans.failed(span, Integer.toString(answer.statusCode()));
      }
      return answer;
    } catch (IOException e) {
      Spans.failed(span, e.getCause() == null ? e : e.getCause());
      throw e;
    } finally {
      span.end();
    }
  }

  /** Of the address nothing that may be a secret. */
  private static void tell(Span span, HttpRequest request) {
    URI address = request.uri();
    span.setAttribute(Conventions.HTTP_METHOD, request.method())
        .setAttribute(Conventions.SERVER_ADDRESS, address.getHost())
        .setAttribute(Conventions.URL_PATH, address.getPath());
    if (address.getPort() > 0) {
      span.setAttribute(Conventions.SERVER_PORT, (long) address.getPort());
    }
  }

  private HttpRequest continuing(Span span, HttpRequest request) {
    Map<String, String> trace = spans.headers(span);
    if (trace.isEmpty()) {
      return request;
    }
    HttpRequest.Builder builder = HttpRequest.newBuilder(request, (_, _) -> true);
    trace.forEach(builder::setHeader);
    return builder.build();
  }

  private HttpResponse<byte[]> answered(HttpRequest request, Duration within)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), largest));
    try {
      return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new HttpTimeoutException("no whole answer within %d ms".formatted(within.toMillis()));
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private IOException failure(@Nullable Throwable cause) {
    String said = String.valueOf(cause);
    return said.contains(SAID_OF_TOO_MUCH)
        ? new AnswerTooLargeException(largest)
        : new IOException(said, cause);
  }
}
