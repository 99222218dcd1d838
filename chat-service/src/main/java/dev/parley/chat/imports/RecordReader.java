package dev.parley.chat.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.json.StorableText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One item of the body. Its messages are passed on one by one as they come, since one conversation
 * may be all there is; whether they are wanted is known at the item's end.
 */
final class RecordReader {

  private static final int MAX_EXTERNAL_ID = 200;
  private static final int MAX_TITLE = 200;
  private static final int MAX_TAGS = 20;

  private final JsonParser in;
  private final JsonValues values;
  private final MessageReader reader;
  private final Instant now;
  private final int position;
  private final String pointer;
  private final Consumer<StagedMessage> sink;

  private @Nullable String externalId;
  private @Nullable String title;
  private ObjectNode metadata = JsonNodeFactory.instance.objectNode();
  private List<String> tags = List.of();
  private @Nullable Instant createdAt;
  private @Nullable Instant firstAt;
  private @Nullable Instant lastAt;
  private int messages;
  private final Digest said = new Digest();

  RecordReader(
      JsonParser in,
      JsonValues values,
      MessageReader reader,
      Instant now,
      int position,
      Consumer<StagedMessage> sink) {
    this.in = in;
    this.values = values;
    this.reader = reader;
    this.now = now;
    this.position = position;
    this.pointer = "/items/" + position;
    this.sink = sink;
  }

  StagedRecord read() throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return StagedRecord.faulty(position, null, new Fault(pointer, "must be an object"));
    }
    JsonStreamContext outside = in.getParsingContext().getParent();
    try {
      readFields();
      return whole();
    } catch (Fault fault) {
      passOverRest(outside);
      return StagedRecord.faulty(position, externalId, fault);
    }
  }

  private void readFields() throws IOException, Fault {
    Set<String> seen = new HashSet<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      String at = pointer + "/" + name;
      if (!seen.add(name)) {
        throw new Fault(at, "is given twice");
      }
      in.nextToken();
      switch (name) {
        case "external_id" -> externalId = values.required(in, at, MAX_EXTERNAL_ID);
        case "title" -> title = values.required(in, at, MAX_TITLE);
        case "metadata" -> metadata = values.metadata(in, at);
        case "created_at" -> createdAt = values.time(in, at);
        case "tags" -> tags = tags(at);
        case "content" -> {
          requireNoneYet(at);
          accept(
              new MessageReader.Message(
                  "user", reader.content(in, at), JsonNodeFactory.instance.objectNode(), null));
        }
        case "messages" -> {
          requireNoneYet(at);
          readMessages(at);
        }
        default ->
            throw new Fault(
                at,
                "unknown field; known are"
                    + " content, created_at, external_id, messages, metadata, tags, title");
      }
    }
  }

  private void requireNoneYet(String at) throws Fault {
    if (messages > 0) {
      throw new Fault(at, "give content or messages, not both");
    }
  }

  private void readMessages(String at) throws IOException, Fault {
    requireArray(at);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      accept(reader.read(in, at + "/" + messages));
    }
    if (messages == 0) {
      throw new Fault(at, "must have at least one message");
    }
  }

  private void accept(MessageReader.Message message) {
    said.add(message.role()).add(message.content()).add(message.metadata());
    said.add(message.createdAt());
    if (message.createdAt() != null) {
      lastAt = message.createdAt();
      firstAt = firstAt == null ? lastAt : firstAt;
    }
    messages++;
    sink.accept(
        new StagedMessage(
            position,
            messages,
            message.role(),
            message.content(),
            message.metadata().toString(),
            lastAt));
  }

  private List<String> tags(String at) throws IOException, Fault {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return List.of();
    }
    requireArray(at);
    List<String> read = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (read.size() == MAX_TAGS) {
        throw new Fault(at, "must have at most %d tags".formatted(MAX_TAGS));
      }
      read.add(values.tag(in, at + "/" + read.size()));
    }
    return read.stream().distinct().toList();
  }

  private void requireArray(String at) throws Fault {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new Fault(at, "must be an array");
    }
  }

  private StagedRecord whole() throws Fault {
    if (externalId == null) {
      throw new Fault(pointer + "/external_id", "is required");
    }
    if (title == null) {
      throw new Fault(pointer + "/title", "is required");
    }
    if (messages == 0) {
      throw new Fault(pointer + "/content", "is required, or messages");
    }
    String digest =
        new Digest()
            .add(title)
            .add(metadata)
            .add(createdAt)
            .add(String.join("\n", tags))
            .add(said.value())
            .value();
    Instant began = firstOf(createdAt, firstAt, now);
    return new StagedRecord(
        position,
        externalId,
        new StagedRecord.Content(
            title, metadata.toString(), tags, began, firstOf(lastAt, began, now), messages, digest),
        null,
        null);
  }

  private static Instant firstOf(@Nullable Instant one, @Nullable Instant other, Instant last) {
    return one != null ? one : other != null ? other : last;
  }

  /** To the item's end; how it is called may be said there only. */
  @SuppressWarnings("ReferenceEquality") // a context is the place itself
  private void passOverRest(JsonStreamContext outside) throws IOException {
    while (in.getParsingContext() != outside) {
      if (in.nextToken() == JsonToken.VALUE_STRING
          && externalId == null
          && in.getParsingContext().getParent() == outside
          && in.currentName().equals("external_id")
          && in.getTextLength() <= MAX_EXTERNAL_ID
          && StorableText.complaint(in.getText()) == null) {
        externalId = in.getText();
      }
    }
  }
}
