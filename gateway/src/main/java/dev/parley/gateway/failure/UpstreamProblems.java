package dev.parley.gateway.failure;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.ProblemTranslator;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Says what is wrong behind the gateway: nobody there, nobody answering, or too slow. */
@Component
class UpstreamProblems implements ProblemTranslator {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  @Override
  public @Nullable ProblemException translate(Throwable failure) {
    return switch (failure) {
      // no instance is known, or the circuit is open since the last calls failed
      case ResponseStatusException e when e.getStatusCode().value() == 503 -> unavailable();
      case CallNotPermittedException _ -> unavailable();
      case ResponseStatusException e when e.getStatusCode().value() == 504 -> tooSlow();
      case TimeoutException _ -> tooSlow();
      case ReadTimeoutException _ -> tooSlowToSend();
      case ConnectTimeoutException _ -> unreachable();
      case IOException _ -> unreachable();
      default -> null;
    };
  }

  private static ProblemException unavailable() {
    return ProblemException.unavailable(
        "upstream.unavailable",
        "The service behind this path is not to be had just now. Try again.",
        RETRY_AFTER);
  }

  private static ProblemException tooSlow() {
    return ProblemException.of(
        HttpStatus.GATEWAY_TIMEOUT,
        "upstream.timeout",
        "The service behind this path took too long. Try again.");
  }

  /** Of services that take too long the routing says so itself: this is the client's connection. */
  private static ProblemException tooSlowToSend() {
    return ProblemException.of(
        HttpStatus.REQUEST_TIMEOUT,
        "request.too_slow",
        "The rest of the request did not come. Send it again.");
  }

  private static ProblemException unreachable() {
    return ProblemException.of(
        HttpStatus.BAD_GATEWAY,
        "upstream.unreachable",
        "The service behind this path cannot be reached. Try again.");
  }
}
