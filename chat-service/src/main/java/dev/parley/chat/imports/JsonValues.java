package dev.parley.chat.imports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.chat.conversation.Metadata;
import dev.parley.chat.conversation.TagName;
import dev.parley.platform.json.StorableText;
import dev.parley.platform.problem.ProblemException;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads one field's value from the stream, within bounds, or says what is wrong with it. */
final class JsonValues {

  /** A text longer than this refuses the whole body: it would have to be held to be passed over. */
  static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder().maxStringLength(1_000_000).maxNestingDepth(500).build();

  private static final int METADATA_CHARACTERS = 16 * 1024;

  /** As deep as in a body of its own, whose outermost object counts, too. */
  private static final int METADATA_DEPTH = 15;

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Duration WRONG_CLOCKS = Duration.ofDays(1);

  private final ObjectMapper json;
  private final Instant now;

  JsonValues(ObjectMapper json, Instant now) {
    this.json = json;
    this.now = now;
  }

  String required(JsonParser in, String pointer, int most) throws IOException, Fault {
    String text = text(in, pointer, most);
    if (text == null || text.isBlank()) {
      throw new Fault(pointer, "is required");
    }
    return text;
  }

  @Nullable String text(JsonParser in, String pointer, int most) throws IOException, Fault {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw new Fault(pointer, "must be a string");
    }
    if (in.getTextLength() > most) {
      throw new Fault(pointer, "must have at most %d characters".formatted(most));
    }
    String text = in.getText();
    String complaint = StorableText.complaint(text);
    if (complaint != null) {
      throw new Fault(pointer, complaint);
    }
    return text;
  }

  @Nullable Instant time(JsonParser in, String pointer) throws IOException, Fault {
    String text = text(in, pointer, 40);
    if (text == null) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      if (time.isBefore(EARLIEST) || time.isAfter(now.plus(WRONG_CLOCKS))) {
        throw new Fault(pointer, "must lie between 1970 and now");
      }
      return time;
    } catch (DateTimeParseException _) {
      throw new Fault(pointer, "must be an RFC 3339 time, as in 2026-01-31T12:00:00Z");
    }
  }

  ObjectNode metadata(JsonParser in, String pointer) throws IOException, Fault {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new Fault(pointer, "must be an object");
    }
    String copy = copy(in, pointer);
    try {
      return checked(json.readTree(copy), pointer);
    } catch (JsonParseException _) {
      // the stream itself is sound, or its reading would have ended
      throw new Fault(pointer, "holds a field twice");
    }
  }

  /** As it is called here, however it is written. */
  String tag(JsonParser in, String pointer) throws IOException, Fault {
    String given = required(in, pointer, TagName.MAX_LENGTH);
    try {
      return TagName.of(given, pointer);
    } catch (ProblemException e) {
      throw new Fault(pointer, e.errors().getFirst().detail());
    }
  }

  static ObjectNode checked(JsonNode metadata, String pointer) throws Fault {
    try {
      if (Metadata.checked(metadata) instanceof ObjectNode object) {
        return object;
      }
      throw new Fault(pointer, "must be an object");
    } catch (ProblemException e) {
      throw new Fault(pointer, e.errors().getFirst().detail());
    }
  }

  private String copy(JsonParser in, String pointer) throws IOException, Fault {
    var copy = new StringWriter();
    int depth = 0;
    try (JsonGenerator out = json.getFactory().createGenerator(copy)) {
      do {
        if (in.currentToken().isStructStart() && ++depth > METADATA_DEPTH) {
          throw new Fault(pointer, "must be nested at most %d deep".formatted(METADATA_DEPTH));
        }
        if (in.currentToken().isStructEnd()) {
          depth--;
        }
        if (in.getTextLength() + copy.getBuffer().length() > METADATA_CHARACTERS) {
          throw new Fault(pointer, "must have at most 16 KB");
        }
        out.copyCurrentEventExact(in);
      } while (depth > 0 && in.nextToken() != null);
    }
    return copy.toString();
  }
}
