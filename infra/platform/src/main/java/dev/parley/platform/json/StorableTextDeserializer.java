package dev.parley.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/** Strings as Jackson reads them, if they can be kept. */
final class StorableTextDeserializer extends StdScalarDeserializer<String> {

  private static final long serialVersionUID = 1L;

  StorableTextDeserializer() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    String text = StringDeserializer.instance.deserialize(parser, context);
    String complaint = text == null ? null : StorableText.complaint(text);
    if (complaint != null) {
      throw new UnstorableTextException(parser, complaint);
    }
    return text;
  }
}
