package dev.parley.search.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.search.text.Hash;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Free-form data as a set of facts, a string each: one set contains another exactly if the data do
 * by PostgreSQL's {@code @>}, as long as the smaller one has no objects in arrays.
 *
 * @param json as PostgreSQL takes it
 */
public record Metadata(String json, Set<String> facts) {
  private static final int LONGEST = 200;

  public Metadata {
    facts = Set.copyOf(facts);
  }

  public static Metadata of(JsonNode data) {
    Set<String> facts = new LinkedHashSet<>();
    collect("", data, facts);
    return new Metadata(data.toString(), facts);
  }

  /** The facts are in any order, another one in each process. */
  @Override
  public String toString() {
    return json;
  }

  /** Whether the facts say all of it. */
  public static boolean isComparable(JsonNode data) {
    if (data.isArray()) {
      for (JsonNode element : data) {
        if (element.isContainerNode()) {
          return false;
        }
      }
    }
    for (JsonNode child : data) {
      if (!isComparable(child)) {
        return false;
      }
    }
    return true;
  }

  private static void collect(String path, JsonNode node, Set<String> facts) {
    if (node.isObject()) {
      facts.add(fact(path + "{}"));
      node.properties()
          .forEach(field -> collect(path + "." + escaped(field.getKey()), field.getValue(), facts));
    } else if (node.isArray()) {
      facts.add(fact(path + "[]"));
      node.forEach(element -> collect(path + "[", element, facts));
    } else {
      facts.add(fact(path + "=" + value(node)));
    }
  }

  private static String escaped(String name) {
    return name.replaceAll("([.\\[{=\\\\])", "\\\\$1");
  }

  private static String value(JsonNode node) {
    if (node.isNumber()) {
      return "n" + node.decimalValue().stripTrailingZeros();
    }
    return (node.isTextual() ? "s" : "l") + node.asText();
  }

  private static String fact(String text) {
    return text.length() <= LONGEST ? text : Hash.of(text);
  }
}
