package dev.parley.search.text;

import com.fasterxml.jackson.databind.JsonNode;

/** What is written in free-form data: the values, not the names of fields. */
public final class Values {
  private Values() {}

  public static String of(JsonNode data) {
    StringBuilder text = new StringBuilder();
    append(data, text);
    return text.toString();
  }

  private static void append(JsonNode node, StringBuilder text) {
    if (node.isContainerNode()) {
      node.forEach(child -> append(child, text));
    } else if (node.isTextual() || node.isNumber()) {
      text.append(node.asText()).append('\n');
    }
  }
}
