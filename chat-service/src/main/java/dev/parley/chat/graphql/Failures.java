package dev.parley.chat.graphql;

import dev.parley.platform.problem.ProblemException;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.schema.DataFetchingEnvironment;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What went wrong with a field: said with the code that REST has for it, and no internals. */
@Component
class Failures implements DataFetcherExceptionResolver {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  @Override
  public Mono<List<GraphQLError>> resolveException(
      Throwable failure, DataFetchingEnvironment field) {
    Refusal refusal = of(failure);
    return Mono.just(
        List.of(
            GraphqlErrorBuilder.newError(field)
                .message("%s", refusal.message())
                .errorType(refusal.getErrorType())
                .build()));
  }

  static Refusal of(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ProblemException problem) {
      return Refusal.because(problem);
    }
    if (cause instanceof AbortExecutionException aborted
        && !aborted.getUnderlyingErrors().isEmpty()
        && aborted.getUnderlyingErrors().getFirst() instanceof Refusal refusal) {
      return refusal;
    }
    Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
    if (root instanceof SQLTransientConnectionException
        || root instanceof java.net.ConnectException) {
      log.warn("database unavailable: {}", root.getMessage());
      return new Refusal("database.unavailable", "The database does not answer. Try again.");
    }
    if (cause instanceof QueryTimeoutException) {
      return new Refusal("graphql.timeout", "This takes too long. Ask for less at once.");
    }
    log.error("unforeseen failure of a field", cause);
    return new Refusal(
        "internal",
        "Something went wrong on our side. The trace id helps the operator to find it.");
  }
}
