package dev.parley.metrics.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.metrics.opstoken.OpsToken;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads one instance, within a bound of time and of bytes, whatever it does. */
final class Fetcher {

  private final ScrapeProperties properties;
  private final OpsToken token;
  private final Clock clock;
  private final HttpClient http;

  Fetcher(ScrapeProperties properties, OpsToken token, Clock clock) {
    this.properties = properties;
    this.token = token;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(properties.connectTimeout())
            .build();
  }

  Outcome fetch(Target target) throws InterruptedException {
    Optional<String> serviceToken = Optional.empty();
    String authorization;
    switch (target.login()) {
      case Target.Login.Basic(String header) -> authorization = header;
      case Target.Login.ServiceToken() -> {
        serviceToken = token.current();
        if (serviceToken.isEmpty()) {
          return new Outcome.Failed(Status.UNAUTHORIZED, "there is no service token to be had");
        }
        authorization = "Bearer " + serviceToken.get();
      }
    }
    try {
      var outcome = read(ask(target, authorization));
      if (outcome instanceof Outcome.Failed(Status status, _) && status == Status.UNAUTHORIZED) {
        serviceToken.ifPresent(token::refused);
      }
      return outcome;
    } catch (ExecutionException e) {
      return cause(e);
    } catch (TimeoutException _) {
      return new Outcome.Failed(Status.UNREACHABLE, "no whole answer in time");
    } catch (IllegalArgumentException e) {
      return new Outcome.Failed(Status.UNREACHABLE, "not an address: " + target.address());
    }
  }

  /** The request's own timeout ends with the headers; the outer one bounds a dripping body too. */
  private HttpResponse<byte[]> ask(Target target, String authorization)
      throws InterruptedException, ExecutionException, TimeoutException {
    var request =
        HttpRequest.newBuilder(target.address())
            .header("Authorization", authorization)
            .header("Accept", "text/plain;version=0.0.4;q=1,*/*;q=0.1")
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request,
            BodyHandlers.limiting(
                BodyHandlers.ofByteArray(), properties.largestAnswer().toBytes()));
    try {
      return answer.get(
          properties.connectTimeout().plus(properties.readTimeout()).toMillis(),
          TimeUnit.MILLISECONDS);
    } finally {
      answer.cancel(true);
    }
  }

  private Outcome read(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status == 401 || status == 403) {
      return new Outcome.Failed(Status.UNAUTHORIZED, "it answers " + status);
    }
    if (status != 200) {
      return new Outcome.Failed(Status.UNREADABLE, "it answers " + status);
    }
    Exposition exposition = Exposition.parse(new String(answer.body(), UTF_8), Readings::isWanted);
    return exposition.samples().isEmpty()
        ? new Outcome.Failed(Status.UNREADABLE, "its answer holds no metrics")
        : new Outcome.Read(Readings.of(exposition, clock.instant()), exposition.skippedLines());
  }

  private static Outcome cause(ExecutionException e) {
    Throwable cause = e.getCause();
    boolean tooLarge =
        cause instanceof IOException && String.valueOf(cause.getMessage()).contains("exceed");
    return tooLarge
        ? new Outcome.Failed(Status.UNREADABLE, "its answer is too large")
        : new Outcome.Failed(Status.UNREACHABLE, "it cannot be reached");
  }
}
