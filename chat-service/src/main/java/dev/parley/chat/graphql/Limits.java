package dev.parley.chat.graphql;

import dev.parley.platform.problem.ProblemException;
import graphql.ExecutionResult;
import graphql.execution.FetchedValue;
import graphql.execution.instrumentation.ExecuteObjectInstrumentationContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionStrategyParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldCompleteParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.validation.ValidationError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what asks for too much, before it is validated, before it is executed, and while it is.
 */
final class Limits extends SimplePerformantInstrumentation {

  private final GraphQlLimits limits;
  private final boolean introspection;

  Limits(GraphQlLimits limits, boolean introspection) {
    this.limits = limits;
    this.introspection = introspection;
  }

  @Override
  public InstrumentationContext<List<ValidationError>> beginValidation(
      InstrumentationValidationParameters parameters, @Nullable InstrumentationState state) {
    if (Asking.in(parameters.getExecutionInput().getGraphQLContext()).byGet()) {
      requireReading(parameters.getDocument());
    }
    require(Extent.of(parameters.getDocument()));
    return SimpleInstrumentationContext.noOp();
  }

  private static void requireReading(Document document) {
    for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      if (operation.getOperation() != OperationDefinition.Operation.QUERY) {
        throw Refusal.of(Refusal.NOT_BY_GET, "GET takes queries and nothing else.");
      }
    }
  }

  private void require(Extent.Size size) {
    if (size.introspects() && !introspection) {
      throw Refusal.of("graphql.no_introspection", "The schema is not told here.");
    }
    require("graphql.too_deep", size.depth(), limits.maxDepth(), "levels");
    require("graphql.too_many_fields", size.fields(), limits.maxFields(), "fields");
    require("graphql.too_many_aliases", size.aliases(), limits.maxAliases(), "aliases");
    require("graphql.too_many_directives", size.directives(), limits.maxDirectives(), "directives");
  }

  @Override
  public InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
    try {
      long cost = Cost.of(parameters.getExecutionContext());
      require("graphql.too_costly", cost, limits.maxCost(), "objects");
    } catch (ProblemException problem) {
      throw Refusal.of(problem);
    }
    return SimpleInstrumentationContext.noOp();
  }

  @Override
  public ExecuteObjectInstrumentationContext beginExecuteObject(
      InstrumentationExecutionStrategyParameters parameters, @Nullable InstrumentationState state) {
    try {
      Asking.in(parameters.getExecutionContext().getGraphQLContext()).requireTime();
    } catch (ProblemException problem) {
      throw Refusal.of(problem);
    }
    return ExecuteObjectInstrumentationContext.NOOP;
  }

  @Override
  public InstrumentationContext<Object> beginFieldCompletion(
      InstrumentationFieldCompleteParameters parameters, @Nullable InstrumentationState state) {
    count(parameters);
    return SimpleInstrumentationContext.noOp();
  }

  private static void count(InstrumentationFieldCompleteParameters field) {
    Object fetched = field.getFetchedValue();
    try {
      Asking.in(field.getExecutionContext().getGraphQLContext())
          .answers(
              field.getExecutionStrategyParameters().getField().getResultKey(),
              fetched instanceof FetchedValue value ? value.getFetchedValue() : fetched);
    } catch (ProblemException problem) {
      throw Refusal.of(problem);
    }
  }

  private static void require(String code, long asked, long most, String what) {
    if (asked > most) {
      throw Refusal.of(code, "This asks for %d %s; the most is %d.".formatted(asked, what, most));
    }
  }
}
