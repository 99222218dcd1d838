package dev.parley.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Reads what parley-contracts publishes on the class path. */
final class Contracts {
  private static final String ROOT = "contracts/";
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).locale(Locale.ENGLISH).build();

  private Contracts() {}

  static Set<String> types() {
    Set<String> types = new TreeSet<>();
    find("events/*/schema.json").forEach(schema -> types.add(folder(schema, 1)));
    return types;
  }

  static JsonSchema schema(String type) {
    return compile(new ClassPathResource(ROOT + "events/" + type + "/schema.json"));
  }

  /** By consumer. */
  static Map<String, JsonSchema> expectations(String type) {
    Map<String, JsonSchema> expectations = new TreeMap<>();
    find("expectations/*/" + type + ".json")
        .forEach(file -> expectations.put(folder(file, 1), compile(file)));
    return expectations;
  }

  /** Types by consumer. */
  static Map<String, Set<String>> consumers() {
    Map<String, Set<String>> consumers = new TreeMap<>();
    find("expectations/*/*.json")
        .forEach(
            file ->
                consumers
                    .computeIfAbsent(folder(file, 1), _ -> new TreeSet<>())
                    .add(withoutSuffix(folder(file, 0))));
    return consumers;
  }

  static List<Sample> samples(String type) {
    return find("events/" + type + "/samples/*.json")
        .map(file -> new Sample(type, withoutSuffix(folder(file, 0)), text(file)))
        .sorted(Comparator.comparing(Sample::name))
        .toList();
  }

  static JsonNode asyncApi() {
    try {
      return Json.read(
          new ClassPathResource(ROOT + "asyncapi.yaml").getInputStream(), new YAMLMapper());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonSchema compile(Resource file) {
    return SCHEMAS.getSchema(text(file), CONFIG);
  }

  private static Stream<Resource> find(String pattern) {
    try {
      return Arrays.stream(
          new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + pattern));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last part of a file's address but {@code fromEnd} parts. */
  private static String folder(Resource file, int fromEnd) {
    try {
      List<String> parts = List.of(file.getURL().getPath().split("/", -1));
      return parts.get(parts.size() - 1 - fromEnd);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutSuffix(String name) {
    return name.substring(0, name.length() - ".json".length());
  }

  static String text(Resource file) {
    try {
      return file.getContentAsString(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("no contract at " + file, e);
    }
  }
}
