package dev.parley.chat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.security.Caller;
import dev.parley.platform.security.Role;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused by settings that the running service of the tests does not have. */
class LimitsTests {

  private static final GraphQlLimits LIMITS =
      new GraphQlLimits(8, 5000, 500, 20, 20, 2500, 50_000, 4_000_000, Duration.ofSeconds(4));
  private static final Caller CALLER = new Caller(new UUID(0, 1), "ada", Role.USER, null, Set.of());

  private final AtomicLong nanos = new AtomicLong();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ __schema { types { name } } }",
        "{ x: __schema { types { name } } }",
        "{ __type(name: \"Me\") { fields { name } } }",
        "{ ...F } fragment F on Query { ... on Query { __schema { types { name } } } }",
        "query A { me { id } } query B { __schema { types { name } } }",
      })
  void theSchemaIsNotToldInProduction(String query) {
    assertThat(code(ask(query, false))).isEqualTo("graphql.no_introspection");
    assertThat(ask("{ __typename }", false).<Map<String, Object>>getData())
        .containsEntry("__typename", "Query");
  }

  @Test
  void elsewhereTheUsualQuestionForTheWholeSchemaIsAnswered() {
    assertThat(ask(graphql.introspection.IntrospectionQuery.INTROSPECTION_QUERY, true).getErrors())
        .isEmpty();
  }

  @Test
  void nothingSuggestsWhatCouldHaveBeenMeant() {
    ExecutionResult result = ask("{ mee { id } me { emial } }", false);
    assertThat(result.getErrors())
        .hasSize(2)
        .noneMatch(error -> error.getMessage().matches("(?i).*(did you mean|'email').*"));
  }

  @Test
  void timeRunsOut() {
    Asking asking = new Asking(CALLER, false, LIMITS, nanos::get);
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    ExecutionResult result = graphQl(true).execute(input("{ me { id } }", asking));
    assertThat(code(result)).isEqualTo("graphql.timeout");
    assertThat(result.isDataPresent()).isFalse();
  }

  private ExecutionResult ask(String query, boolean introspection) {
    return graphQl(introspection)
        .execute(input(query, new Asking(CALLER, false, LIMITS, nanos::get)));
  }

  private static ExecutionInput input(String query, Asking asking) {
    return ExecutionInput.newExecutionInput(query)
        .graphQLContext(Map.of(Asking.class, asking))
        .root(Map.of("me", Map.of("id", "1")))
        .build();
  }

  private static Object code(ExecutionResult result) {
    return result
        .getErrors()
        .getFirst()
        .getErrorType()
        .toSpecification(result.getErrors().getFirst());
  }

  private static GraphQL graphQl(boolean introspection) {
    var wiring = RuntimeWiring.newRuntimeWiring();
    new GraphQlConfiguration().graphQlScalars().configure(wiring);
    GraphQLSchema schema =
        new SchemaGenerator()
            .makeExecutableSchema(
                new SchemaParser()
                    .parse(
                        new InputStreamReader(
                            Objects.requireNonNull(
                                LimitsTests.class.getResourceAsStream("/graphql/schema.graphqls")),
                            StandardCharsets.UTF_8)),
                wiring.build());
    return GraphQL.newGraphQL(schema).instrumentation(new Limits(LIMITS, introspection)).build();
  }
}
