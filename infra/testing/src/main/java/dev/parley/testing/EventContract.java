package dev.parley.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The published contract of each event. A producer's test asks {@link #assertPublishable} about
 * what it really serializes; a consumer's test reads every sample ({@link EventSamples}).
 */
public final class EventContract {
  private EventContract() {}

  /** Fails with one line for each thing that is wrong, naming the consumers that would suffer. */
  public static void assertPublishable(String type, String json) {
    List<String> violations = violations(type, json);
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "%s may not be published:%n  - %s%n%s"
              .formatted(type, String.join("%n  - ".formatted(), violations), json));
    }
  }

  public static void assertPublishable(String type, byte[] json) {
    assertPublishable(type, new String(json, UTF_8));
  }

  public static List<String> violations(String type, String json) {
    if (!types().contains(type)) {
      return List.of("no schema is published for " + type);
    }
    JsonNode data = Json.read(json);
    List<String> violations = new ArrayList<>(check("its schema", Contracts.schema(type), data));
    Contracts.expectations(type)
        .forEach(
            (consumer, expectation) ->
                violations.addAll(check("what " + consumer + " expects", expectation, data)));
    return violations;
  }

  /** Fields that the schema does not tell of: nobody could know what they mean. */
  public static List<String> undocumented(String type, String json) {
    JsonNode documented = Contracts.schema(type).getSchemaNode().path("properties");
    List<String> names = new ArrayList<>();
    Json.read(json).fieldNames().forEachRemaining(names::add);
    names.removeIf(documented::has);
    return names;
  }

  public static Set<String> types() {
    return Contracts.types();
  }

  /** The types that this consumer has expectations of. */
  public static Set<String> typesReadBy(String consumer) {
    Set<String> types = Contracts.consumers().get(consumer);
    if (types == null) {
      throw new IllegalArgumentException("no expectations are published for " + consumer);
    }
    return types;
  }

  /** All samples of a type; fit for a {@code @MethodSource}. */
  public static Stream<Sample> samples(String type) {
    List<Sample> samples = Contracts.samples(type);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("no samples are published for " + type);
    }
    return samples.stream();
  }

  /** A published sample to start from: {@code sample(type, "first").with("seq", 7)}. */
  public static Sample sample(String type, String name) {
    return samples(type)
        .filter(sample -> sample.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no sample " + name + " of " + type));
  }

  private static List<String> check(String what, JsonSchema schema, JsonNode data) {
    return schema.validate(data).stream()
        .map(violation -> "breaks " + what + ": " + violation.getMessage())
        .sorted()
        .toList();
  }
}
