package dev.parley.chat.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.instrumentation.Instrumentation;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.util.Locale;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** What GraphQL is made of here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GraphQlLimits.class)
class GraphQlConfiguration {

  /** In production the schema is told by its file, not to whoever asks. */
  @Bean
  Instrumentation graphQlLimits(GraphQlLimits limits, Environment environment) {
    return new Limits(limits, !environment.acceptsProfiles(Profiles.of("production")));
  }

  @Bean
  RuntimeWiringConfigurer graphQlScalars() {
    return wiring -> wiring.scalar(answered("DateTime")).scalar(answered("JSON"));
  }

  /** A scalar that is only answered, as the service's JSON has it. */
  private static GraphQLScalarType answered(String name) {
    return GraphQLScalarType.newScalar()
        .name(name)
        .coercing(
            new Coercing<Object, Object>() {
              @Override
              public Object serialize(Object value, GraphQLContext context, Locale locale) {
                return value;
              }

              @Override
              public Object parseValue(Object value, GraphQLContext context, Locale locale) {
                throw new CoercingParseValueException("There is no input of this type.");
              }

              @Override
              public Object parseLiteral(
                  Value<?> value,
                  CoercedVariables variables,
                  GraphQLContext context,
                  Locale locale) {
                throw new CoercingParseLiteralException("There is no input of this type.");
              }
            })
        .build();
  }
}
