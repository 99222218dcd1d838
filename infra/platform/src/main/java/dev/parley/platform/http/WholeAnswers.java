package dev.parley.platform.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
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

  /**
   * @param largest body, in bytes
   */
  public WholeAnswers(Duration connectWithin, long largest) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectWithin)
            .build();
    this.largest = largest;
  }

  /**
   * @throws HttpTimeoutException where there is no whole answer in time
   * @throws AnswerTooLargeException where it goes on behind the largest
   * @throws IOException where there is none at all
   */
  public HttpResponse<byte[]> to(HttpRequest request, Duration within)
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
