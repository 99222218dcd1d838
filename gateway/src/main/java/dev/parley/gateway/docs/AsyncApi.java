package dev.parley.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.openapi.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;

/** The description of events and of the WebSocket, with the schemas that it refers to in it. */
final class AsyncApi {

  private static final String FOLDER = "contracts/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private AsyncApi() {}

  static Document document() {
    ObjectNode description = YamlTree.read(new ClassPathResource(FOLDER + "asyncapi.yaml"));
    description.at("/components/messages").forEach(AsyncApi::putSchemaIn);
    return Document.of(YamlTree.write(description), "application/yaml", Duration.ofHours(1));
  }

  private static void putSchemaIn(JsonNode message) {
    String file = message.at("/payload/$ref").asText();
    if (!file.isEmpty()) {
      ((ObjectNode) message).set("payload", schema(file));
    }
  }

  private static JsonNode schema(String file) {
    try (InputStream text = new ClassPathResource(FOLDER + file).getInputStream()) {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
