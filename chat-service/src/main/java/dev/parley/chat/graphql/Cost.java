package dev.parley.chat.graphql;

import dev.parley.platform.problem.ProblemException;
import graphql.execution.ExecutionContext;
import graphql.execution.ValuesResolver;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many objects a query could bring back at most. A scalar is free. An object costs 1 and what
 * is asked of it. A list of {@code n} (by first, last or the number of ids) costs 1 and {@code n}
 * times what is asked of an entry; what only holds a list together (node, pageInfo) is free. What
 * directives might leave out is counted.
 */
final class Cost {

  private static final long ENDLESS = Long.MAX_VALUE / 1000;

  private final ExecutionContext query;
  private final Map<String, Long> fragments = new HashMap<>();

  private Cost(ExecutionContext query) {
    this.query = query;
  }

  static long of(ExecutionContext query) {
    return new Cost(query)
        .within(
            query.getOperationDefinition().getSelectionSet(),
            query.getGraphQLSchema().getQueryType());
  }

  private long within(SelectionSet selections, GraphQLObjectType type) {
    long sum = 0;
    for (Node<?> selection : selections.getSelections()) {
      sum = Math.min(ENDLESS, sum + selection(selection, type));
    }
    return sum;
  }

  /** There are no interfaces and no unions: a fragment is of the type that it is spread in. */
  private long selection(Node<?> selection, GraphQLObjectType type) {
    return switch (selection) {
      case Field field -> field(field, type);
      case InlineFragment inline -> within(inline.getSelectionSet(), type);
      case FragmentSpread spread -> fragment(spread.getName(), type);
      default -> 0;
    };
  }

  private long fragment(String name, GraphQLObjectType type) {
    Long known = fragments.get(name);
    if (known != null) {
      return known;
    }
    FragmentDefinition fragment = query.getFragmentsByName().get(name);
    long cost = fragment == null ? 0 : within(fragment.getSelectionSet(), type);
    fragments.put(name, cost);
    return cost;
  }

  private long field(Field field, GraphQLObjectType parent) {
    GraphQLFieldDefinition definition = parent.getFieldDefinition(field.getName());
    if (definition == null
        || !(GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLObjectType type)) {
      return 0;
    }
    long inner = within(field.getSelectionSet(), type);
    Integer entries = entries(field, definition);
    if (entries != null) {
      long each = type.getName().endsWith("Connection") ? inner : inner + 1;
      return Math.min(ENDLESS, 1 + entries * each);
    }
    boolean holdsTogether = field.getName().equals("node") || field.getName().equals("pageInfo");
    return holdsTogether ? inner : inner + 1;
  }

  private @Nullable Integer entries(Field field, GraphQLFieldDefinition definition) {
    if (definition.getArguments().isEmpty()) {
      return null;
    }
    Map<String, Object> arguments =
        ValuesResolver.getArgumentValues(
            query.getGraphQLSchema().getCodeRegistry(),
            definition.getArguments(),
            field.getArguments(),
            query.getCoercedVariables(),
            query.getGraphQLContext(),
            query.getLocale());
    if (arguments.get("ids") instanceof Collection<?> ids) {
      if (ids.size() > GraphQlLimits.MAX_ENTRIES) {
        throw ProblemException.badRequest(
            "request.invalid_parameter",
            "Ask for at most %d ids at once.".formatted(GraphQlLimits.MAX_ENTRIES));
      }
      return ids.size();
    }
    return definition.getArgument("first") == null ? null : Slice.of(arguments).limit();
  }
}
