package dev.parley.platform.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON of event bodies. Reading is lenient about fields it does not know, because producers may add
 * some at any time, and strict about all else; writing is strict.
 */
public final class EventMapper {
  private final ObjectMapper mapper;

  EventMapper(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * @throws MalformedEventException naming the place, never the content
   */
  public <T> T read(byte[] data, Class<T> type) {
    try {
      T value = mapper.readValue(data, type);
      if (value == null) {
        throw new MalformedEventException("the body is null, not a " + type.getSimpleName());
      }
      return value;
    } catch (JsonMappingException e) {
      throw malformed(type, e, " at " + path(e));
    } catch (JacksonException e) {
      throw malformed(type, e, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] write(Object body) {
    try {
      return mapper.writeValueAsBytes(body);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "cannot be written as an event: " + body.getClass().getName(), e);
    }
  }

  private static MalformedEventException malformed(Class<?> type, Exception e, String where) {
    return new MalformedEventException(
        "the body is not a %s%s (%s)"
            .formatted(type.getSimpleName(), where, e.getClass().getSimpleName()));
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder("$");
    e.getPath()
        .forEach(
            step ->
                path.append(
                    step.getFieldName() != null
                        ? "." + step.getFieldName()
                        : "[" + step.getIndex() + "]"));
    return path.toString();
  }
}
