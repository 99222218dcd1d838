package dev.parley.chat.graphql;

import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a query goes by its text alone, told before it is validated, because validating is what a
 * hostile text makes dear. Fragments count wherever they are spread, but each is measured once.
 */
final class Extent {

  private static final Size NOTHING = new Size(0, 0, 0, 0, false);

  private final Map<String, FragmentDefinition> fragments = new HashMap<>();
  private final Map<String, Size> measured = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();

  /**
   * @param introspects whether it asks for the schema, whose fields have no depth of their own
   */
  record Size(int depth, long fields, long aliases, long directives, boolean introspects) {

    Size plus(Size other) {
      return new Size(
          Math.max(depth, other.depth),
          capped(fields + other.fields),
          capped(aliases + other.aliases),
          capped(directives + other.directives),
          introspects || other.introspects);
    }

    private static long capped(long count) {
      return Math.min(count, Integer.MAX_VALUE);
    }
  }

  private Extent(Document document) {
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(fragment -> fragments.put(fragment.getName(), fragment));
  }

  static Size of(Document document) {
    var extent = new Extent(document);
    Size size = NOTHING;
    for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      size =
          size.plus(directives(operation.getDirectives()))
              .plus(extent.within(operation.getSelectionSet()));
    }
    // unused ones are refused by validation, which would have to read them first
    for (String fragment : extent.fragments.keySet()) {
      size = extent.measured.containsKey(fragment) ? size : size.plus(extent.fragment(fragment));
    }
    return size;
  }

  private Size within(@Nullable SelectionSet selections) {
    Size size = NOTHING;
    if (selections != null) {
      for (Node<?> selection : selections.getSelections()) {
        size = size.plus(selection(selection));
      }
    }
    return size;
  }

  private Size selection(Node<?> selection) {
    return switch (selection) {
      case Field field -> field(field);
      case InlineFragment inline ->
          directives(inline.getDirectives()).plus(within(inline.getSelectionSet()));
      case FragmentSpread spread ->
          directives(spread.getDirectives()).plus(fragment(spread.getName()));
      default -> NOTHING;
    };
  }

  private Size field(Field field) {
    boolean introspects = field.getName().equals("__schema") || field.getName().equals("__type");
    Size inner = within(field.getSelectionSet());
    Size here =
        new Size(
            introspects ? 1 : inner.depth() + 1,
            1,
            field.getAlias() == null ? 0 : 1,
            field.getDirectives().size(),
            introspects);
    return here.plus(new Size(0, inner.fields, inner.aliases, inner.directives, inner.introspects));
  }

  private Size fragment(String name) {
    Size known = measured.get(name);
    if (known != null) {
      return known;
    }
    FragmentDefinition fragment = fragments.get(name);
    if (fragment == null) {
      return NOTHING;
    }
    if (!underWay.add(name)) {
      throw Refusal.of("graphql.invalid", "Fragments must not spread themselves.");
    }
    Size size = directives(fragment.getDirectives()).plus(within(fragment.getSelectionSet()));
    underWay.remove(name);
    measured.put(name, size);
    return size;
  }

  private static Size directives(List<Directive> directives) {
    return new Size(0, 0, 0, directives.size(), false);
  }
}
