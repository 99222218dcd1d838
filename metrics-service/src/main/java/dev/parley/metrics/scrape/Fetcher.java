package dev.parley.metrics.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.http.AnswerTooLargeException;
import dev.parley.platform.http.WholeAnswers;
import dev.parley.platform.security.ServiceToken;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.util.Optional;

/** Reads one instance, within a bound of time and of bytes, whatever it does. */
final class Fetcher {

  private final ScrapeProperties properties;
  private final ServiceToken token;
  private final Clock clock;
  private final WholeAnswers answers;

  Fetcher(ScrapeProperties properties, ServiceToken token, Clock clock) {
    this.properties = properties;
    this.token = token;
    this.clock = clock;
    this.answers =
        new WholeAnswers(properties.connectTimeout(), properties.largestAnswer().toBytes());
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
    } catch (AnswerTooLargeException _) {
      return new Outcome.Failed(Status.UNREADABLE, "its answer is too large");
    } catch (HttpTimeoutException _) {
      return new Outcome.Failed(Status.UNREACHABLE, "no whole answer in time");
    } catch (IOException _) {
      return new Outcome.Failed(Status.UNREACHABLE, "it cannot be reached");
    } catch (IllegalArgumentException e) {
      return new Outcome.Failed(Status.UNREACHABLE, "not an address: " + target.address());
    }
  }

  private HttpResponse<byte[]> ask(Target target, String authorization)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(target.address())
            .header("Authorization", authorization)
            .header("Accept", "text/plain;version=0.0.4;q=1,*/*;q=0.1")
            .build();
    return answers.to(request, properties.connectTimeout().plus(properties.readTimeout()));
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
}
