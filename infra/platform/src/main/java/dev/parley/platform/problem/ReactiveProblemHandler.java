package dev.parley.platform.problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.reactive.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/**
 * The last stop of a failed exchange in a WebFlux service. A service that knows more about its own
 * failures puts a {@link ProblemTranslator} in front.
 */
@Order(-2)
final class ReactiveProblemHandler implements ErrorWebExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ReactiveProblemHandler.class);

  private final ReactiveProblems problems;
  private final ProblemTranslator translator;

  ReactiveProblemHandler(ReactiveProblems problems, ProblemTranslator translator) {
    this.problems = problems;
    this.translator = translator;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    ProblemException known = translator.translate(failure);
    return problems.write(known == null ? problemOf(failure, exchange) : known, exchange);
  }

  private static ProblemException problemOf(Throwable failure, ServerWebExchange exchange) {
    return switch (failure) {
      case ProblemException problem -> problem;
      case NoResourceFoundException _ -> nothingAt(exchange);
      case ErrorResponse e when e.getStatusCode().value() == 404 -> nothingAt(exchange);
      case MethodNotAllowedException e -> {
        exchange.getResponse().getHeaders().setAllow(e.getSupportedMethods());
        yield Methods.otherThan(e.getSupportedMethods());
      }
      case ErrorResponse e when e.getStatusCode().is4xxClientError() ->
          ProblemException.of(
              HttpStatus.valueOf(e.getStatusCode().value()),
              "request.invalid",
              "The request is not valid.");
      default -> {
        // a client that went away has no operator, and may come back as often as it likes
        if (!DisconnectedClientHelper.isClientDisconnectedException(failure)) {
          log.error("unforeseen failure, trace {}", TraceIds.of(exchange), failure);
        }
        yield ProblemException.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong on our side. The trace id helps the operator to find it.");
      }
    };
  }

  private static ProblemException nothingAt(ServerWebExchange exchange) {
    return ProblemException.nothingAt(exchange.getRequest().getPath().value());
  }
}
