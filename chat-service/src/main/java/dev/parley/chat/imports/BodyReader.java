package dev.parley.chat.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body from the wire: {@code {source, items: […]}}, in any order. Faults of the body as a
 * whole refuse it; those of an item are the item's.
 */
final class BodyReader {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(JsonValues.BOUNDS)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private final ObjectMapper mapper;
  private final UnaryOperator<String> requireAllowed;

  BodyReader(ObjectMapper mapper, UnaryOperator<String> requireAllowed) {
    this.mapper = mapper;
    this.requireAllowed = requireAllowed;
  }

  /** What comes of it, on the way. */
  interface Sink {
    void message(StagedMessage message);

    void record(StagedRecord record);
  }

  /**
   * @param asSystem whether the importer may speak as the system
   * @return the source
   */
  String read(InputStream body, boolean asSystem, Instant now, Sink sink) throws IOException {
    try (JsonParser in = JSON.createParser(body)) {
      JsonToken first = in.nextToken();
      if (first == null || first == JsonToken.VALUE_NULL) {
        throw ProblemException.badRequest("request.body_missing", "A JSON body is needed here.");
      }
      if (first != JsonToken.START_OBJECT) {
        throw wrongType("/", "expected an object");
      }
      String source = readFields(in, asSystem, now, sink);
      if (in.nextToken() != null) {
        throw ProblemException.badRequest(
            "request.malformed_json", "The body is one JSON value and nothing after it.");
      }
      return source;
    } catch (StreamConstraintsException e) {
      throw ProblemException.badRequest(
          "request.too_complex",
          "A text of more than %d characters, or something nested very deep, at line %d, column %d."
              .formatted(
                  JsonValues.BOUNDS.getMaxStringLength(),
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
    }
  }

  private String readFields(JsonParser in, boolean asSystem, Instant now, Sink sink)
      throws IOException {
    String source = null;
    int items = -1;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "source" -> source = source(in, source);
        case "items" -> {
          if (items >= 0) {
            throw invalid("/items", "is given twice");
          }
          items = readItems(in, asSystem, now, sink);
        }
        default ->
            throw ProblemException.badRequest(
                "request.unknown_field",
                "The field '%s' is not known here.".formatted(shortened(name)),
                new FieldError("/" + shortened(name), "unknown field; known are items, source"));
      }
    }
    if (source == null) {
      throw invalid("/source", "is required");
    }
    if (items <= 0) {
      throw invalid("/items", items < 0 ? "is required" : "must not be empty");
    }
    return source;
  }

  private String source(JsonParser in, @Nullable String before) throws IOException {
    if (before != null) {
      throw invalid("/source", "is given twice");
    }
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType("/source", "expected a string");
    }
    return requireAllowed.apply(in.getText());
  }

  private int readItems(JsonParser in, boolean asSystem, Instant now, Sink sink)
      throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw wrongType("/items", "expected an array");
    }
    JsonValues values = new JsonValues(mapper, now);
    var reader = new MessageReader(values, asSystem);
    int position = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      sink.record(new RecordReader(in, values, reader, now, position, sink::message).read());
      position++;
    }
    return position;
  }

  private static ProblemException invalid(String pointer, String detail) {
    return ProblemException.badRequest(
        "request.invalid",
        "Some fields are not valid; 'errors' says which.",
        new FieldError(pointer, detail));
  }

  private static ProblemException wrongType(String pointer, String detail) {
    return ProblemException.badRequest(
        "request.wrong_type",
        "A field has the wrong type or an unknown value.",
        new FieldError(pointer, detail));
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
