package dev.parley.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One event's data as the contracts publish it, or as a test has made it from there. */
public record Sample(String type, String name, String json) {

  public byte[] bytes() {
    return json.getBytes(UTF_8);
  }

  public JsonNode node() {
    return Json.read(json);
  }

  /**
   * The same with one field set; a dot leads into an object ({@code author.id}). Ids and times may
   * be given as they are.
   */
  public Sample with(String field, @Nullable Object value) {
    ObjectNode changed = (ObjectNode) node();
    ObjectNode parent = changed;
    String[] path = field.split("\\.", -1);
    for (int i = 0; i < path.length - 1; i++) {
      parent = (ObjectNode) parent.required(path[i]);
    }
    parent.set(path[path.length - 1], toNode(value));
    return new Sample(type, name, changed.toString());
  }

  public Sample without(String field) {
    ObjectNode changed = (ObjectNode) node();
    changed.remove(field);
    return new Sample(type, name, changed.toString());
  }

  private static JsonNode toNode(@Nullable Object value) {
    return switch (value) {
      case null -> Json.MAPPER.nullNode();
      case Boolean _, Number _, String _, JsonNode _ -> Json.MAPPER.valueToTree(value);
      case java.util.Map<?, ?> map -> Json.MAPPER.valueToTree(map);
      case Iterable<?> list -> Json.MAPPER.valueToTree(list);
      default -> Json.MAPPER.getNodeFactory().textNode(value.toString());
    };
  }

  @Override
  public String toString() {
    return type + " / " + name;
  }
}
