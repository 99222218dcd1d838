package dev.parley.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several descriptions (OpenAPI) as one. What has the same name and is the same stays one thing;
 * what only has the same name is told apart by its owner's. Of a path and method that two describe,
 * the first is kept.
 */
public final class ApiMerge {

  private static final List<String> FRAME = List.of("openapi", "info", "servers", "security");

  private final ObjectNode whole = JsonNodeFactory.instance.objectNode();
  private final Set<String> operationIds = new HashSet<>();

  /**
   * @param owner one word, as in {@code search}
   */
  public ApiMerge add(String owner, ObjectNode part) {
    for (String name : FRAME) {
      if (part.has(name) && !whole.has(name)) {
        whole.set(name, part.get(name));
      }
    }
    addTags(part);
    Map<String, String> renamed = renamed(owner, part);
    addPaths(owner, referringTo(renamed, part.path("paths")));
    addComponents(renamed, part);
    return this;
  }

  public ObjectNode whole() {
    return whole;
  }

  private void addTags(ObjectNode part) {
    ArrayNode tags = whole.withArray("/tags");
    for (JsonNode tag : part.path("tags")) {
      boolean known = false;
      for (JsonNode other : tags) {
        known |= other.get("name").equals(tag.get("name"));
      }
      if (!known) {
        tags.add(tag);
      }
    }
  }

  private void addPaths(String owner, JsonNode paths) {
    ObjectNode all = whole.withObject("/paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      ObjectNode there =
          all.has(path.getKey())
              ? (ObjectNode) all.get(path.getKey())
              : all.putObject(path.getKey());
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (!there.has(method.getKey())) {
          there.set(method.getKey(), withIdOfItsOwn(owner, method.getValue()));
        }
      }
    }
  }

  private JsonNode withIdOfItsOwn(String owner, JsonNode operation) {
    String id = operation.path("operationId").asText();
    if (!id.isEmpty() && !operationIds.add(id)) {
      String other = owner + Character.toUpperCase(id.charAt(0)) + id.substring(1);
      operationIds.add(other);
      ((ObjectNode) operation).put("operationId", other);
    }
    return operation;
  }

  private void addComponents(Map<String, String> renamed, ObjectNode part) {
    for (Map.Entry<String, JsonNode> kind : part.path("components").properties()) {
      ObjectNode there = whole.withObject("/components/" + kind.getKey());
      for (Map.Entry<String, JsonNode> component : kind.getValue().properties()) {
        String was = reference(kind.getKey(), component.getKey());
        String now = renamed.getOrDefault(was, was);
        there.set(
            now.substring(now.lastIndexOf('/') + 1), referringTo(renamed, component.getValue()));
      }
    }
  }

  /** What has to be called by another name: what differs, and what refers to such. */
  private Map<String, String> renamed(String owner, ObjectNode part) {
    String prefix = Character.toUpperCase(owner.charAt(0)) + owner.substring(1);
    Map<String, String> renamed = new HashMap<>();
    int before;
    do {
      before = renamed.size();
      for (Map.Entry<String, JsonNode> kind : part.path("components").properties()) {
        for (Map.Entry<String, JsonNode> component : kind.getValue().properties()) {
          JsonNode there = whole.path("components").path(kind.getKey()).path(component.getKey());
          if (!there.isMissingNode() && !there.equals(referringTo(renamed, component.getValue()))) {
            renamed.put(
                reference(kind.getKey(), component.getKey()),
                reference(kind.getKey(), prefix + component.getKey()));
          }
        }
      }
    } while (renamed.size() > before);
    return renamed;
  }

  private static String reference(String kind, String name) {
    return "#/components/" + kind + "/" + name;
  }

  /** A copy in which references lead to the new names. */
  private static JsonNode referringTo(Map<String, String> renamed, JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          boolean refers = field.getKey().equals("$ref") && field.getValue().isTextual();
          String to = field.getValue().asText();
          copy.set(
              field.getKey(),
              refers
                  ? TextNode.valueOf(renamed.getOrDefault(to, to))
                  : referringTo(renamed, field.getValue()));
        }
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> copy.add(referringTo(renamed, item)));
        yield copy;
      }
      default -> node;
    };
  }
}
