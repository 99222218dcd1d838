package dev.parley.chat.graphql;

import dev.parley.platform.problem.ProblemException;
import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.language.SourceLocation;
import java.util.List;

/**
 * Why a query is not executed.
 *
 * @param code stable, as in problem details
 */
record Refusal(String code, String message) implements GraphQLError {

  static final String NOT_BY_GET = "graphql.not_by_get";

  static AbortExecutionException of(String code, String message) {
    return new AbortExecutionException(List.of(new Refusal(code, message)));
  }

  static Refusal because(ProblemException problem) {
    return new Refusal(problem.code(), problem.detail());
  }

  static AbortExecutionException of(ProblemException problem) {
    return of(problem.code(), problem.detail());
  }

  @Override
  public String getMessage() {
    return message;
  }

  @Override
  public List<SourceLocation> getLocations() {
    return List.of();
  }

  @Override
  public ErrorClassification getErrorType() {
    return ErrorClassification.errorClassification(code);
  }
}
