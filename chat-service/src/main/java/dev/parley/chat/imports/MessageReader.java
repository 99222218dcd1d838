package dev.parley.chat.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.chat.message.PlainText;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One message of a record. */
final class MessageReader {

  static final int MAX_CONTENT = 16_000;
  private static final int MAX_AUTHOR = 200;
  private static final int MAX_EXTERNAL_ID = 200;
  private static final String SYSTEM = "system";
  private static final Set<String> ROLES = Set.of("user", "assistant", SYSTEM);

  private final JsonValues values;
  private final boolean asSystem;

  /**
   * @param asSystem whether the importer may speak as the system: what is private now may be opened
   *     to all later
   */
  MessageReader(JsonValues values, boolean asSystem) {
    this.values = values;
    this.asSystem = asSystem;
  }

  /** As it is given; who says it and its name elsewhere are kept in the metadata. */
  record Message(String role, String content, ObjectNode metadata, @Nullable Instant createdAt) {}

  Message read(JsonParser in, String pointer) throws IOException, Fault {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new Fault(pointer, "must be an object");
    }
    String role = "user";
    String content = null;
    String author = null;
    String externalId = null;
    Instant createdAt = null;
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    Set<String> seen = new HashSet<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      String at = pointer + "/" + name;
      if (!seen.add(name)) {
        throw new Fault(at, "is given twice");
      }
      in.nextToken();
      switch (name) {
        case "role" -> role = role(in, at);
        case "content" -> content = content(in, at);
        case "author" -> author = values.text(in, at, MAX_AUTHOR);
        case "external_id" -> externalId = values.text(in, at, MAX_EXTERNAL_ID);
        case "created_at" -> createdAt = values.time(in, at);
        case "metadata" -> metadata = values.metadata(in, at);
        default ->
            throw new Fault(
                at,
                "unknown field; known are author, content, created_at, external_id, metadata, role");
      }
    }
    if (content == null) {
      throw new Fault(pointer + "/content", "is required");
    }
    keep(metadata, "author", author, pointer);
    keep(metadata, "external_id", externalId, pointer);
    if (role.equals(SYSTEM) && !asSystem) {
      keep(metadata, "imported_role", role, pointer);
      role = "user";
    }
    return new Message(
        role, content, JsonValues.checked(metadata, pointer + "/metadata"), createdAt);
  }

  String content(JsonParser in, String pointer) throws IOException, Fault {
    if (in.currentToken() == JsonToken.VALUE_STRING && in.getTextLength() > MAX_CONTENT) {
      throw new Fault(pointer, "Content too long. Max length: " + MAX_CONTENT);
    }
    return PlainText.of(values.required(in, pointer, MAX_CONTENT));
  }

  private String role(JsonParser in, String pointer) throws IOException, Fault {
    String role = values.text(in, pointer, 20);
    if (role == null || !ROLES.contains(role)) {
      throw new Fault(pointer, "must be one of user, assistant, system");
    }
    return role;
  }

  /** Nothing that was given is written over. */
  private static void keep(ObjectNode metadata, String name, @Nullable String value, String pointer)
      throws Fault {
    if (value == null) {
      return;
    }
    if (metadata.has(name) && !value.equals(metadata.get(name).asText())) {
      throw new Fault(
          pointer + "/metadata/" + name, "differs from the message's own '%s'".formatted(name));
    }
    metadata.put(name, value);
  }
}
