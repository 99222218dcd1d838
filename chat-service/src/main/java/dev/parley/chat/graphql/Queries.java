package dev.parley.chat.graphql;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.problem.TraceIds;
import dev.parley.platform.security.Caller;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.AbortExecutionException;
import graphql.parser.ParserOptions;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;

/** Executes queries, each on the thread of its request and with one connection at a time. */
@Component
class Queries {

  private static final int LONGEST_NAME = 60;

  private final GraphQL graphQl;
  private final GraphQlLimits limits;
  private final Loaders loaders;
  private final ObservationRegistry observations;
  private final TraceIds traceIds;

  Queries(
      GraphQlSource source,
      GraphQlLimits limits,
      Loaders loaders,
      ObservationRegistry observations,
      ObjectProvider<Tracer> tracer) {
    this.graphQl = source.graphQl();
    this.limits = limits;
    this.loaders = loaders;
    this.observations = observations;
    this.traceIds = new TraceIds(tracer);
  }

  Answer answer(Question question, Caller caller, boolean byGet) {
    Observation observation = observed(question);
    return Objects.requireNonNull(
        observation.observe(
            () -> {
              Answer answer = executed(question, caller, byGet);
              observation.lowCardinalityKeyValue("outcome", outcome(answer));
              return answer;
            }));
  }

  Answer malformed(ProblemException problem) {
    return refusal(Refusal.because(problem));
  }

  private Answer refusal(Refusal refusal) {
    return Answer.of(refusal, traceIds.current());
  }

  private Answer executed(Question question, Caller caller, boolean byGet) {
    var asking = new Asking(caller, byGet, limits, System::nanoTime);
    ExecutionInput input =
        ExecutionInput.newExecutionInput(question.query())
            .operationName(question.operationName())
            .variables(question.variables())
            .graphQLContext(
                Map.of(Asking.class, asking, ParserOptions.class, limits.parserOptions()))
            .dataLoaderRegistry(loaders.registry(asking))
            .build();
    try {
      ExecutionResult result = graphQl.execute(input);
      // within the answer the library tells of its own exception and not of what caused it
      ProblemException refused = asking.refused();
      return refused == null
          ? Answer.of(result, traceIds.current())
          : refusal(Refusal.because(refused));
    } catch (CompletionException | AbortExecutionException e) {
      return refusal(Failures.of(e));
    }
  }

  /** The name is the client's: it is told to traces, and not to metrics. */
  private Observation observed(Question question) {
    String name = question.operationName() == null ? "unnamed" : question.operationName();
    return Observation.createNotStarted("graphql.query", observations)
        .contextualName("graphql query")
        .highCardinalityKeyValue(
            KeyValue.of(
                "graphql.operation.name",
                name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name))
        .lowCardinalityKeyValue("outcome", "failed");
  }

  private static String outcome(Answer answer) {
    return answer.isOk() ? "ok" : answer.executed() ? "partial" : "refused";
  }
}
