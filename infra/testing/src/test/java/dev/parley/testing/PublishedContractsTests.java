package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That schemas, samples, expectations and AsyncAPI agree with one another. */
class PublishedContractsTests {

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleKeepsItsSchemaAndEveryExpectation(Sample sample) {
    EventContract.assertPublishable(sample.type(), sample.json());
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeHasAUsualSampleAndOneFromTheFuture(String type) {
    assertThat(EventContract.samples(type).map(Sample::name))
        .hasSizeGreaterThan(1)
        .contains("field-from-the-future");
  }

  @ParameterizedTest
  @MethodSource("types")
  void aSchemaNamesItselfAndStaysOpen(String type) {
    JsonNode schema = Contracts.schema(type).getSchemaNode();
    assertThat(schema.path("$id").asText()).isEqualTo("urn:parley:event:" + type);
    assertThat(schema.findValues("additionalProperties")).isEmpty();
  }

  @Test
  void expectationsAreOfPublishedTypes() {
    assertThat(Contracts.consumers()).containsKeys("search-service", "realtime-service");
    Contracts.consumers()
        .forEach(
            (consumer, types) -> assertThat(EventContract.types()).as(consumer).containsAll(types));
  }

  @ParameterizedTest
  @MethodSource("types")
  void anExpectationAsksForNothingTheSchemaDoesNotPromise(String type) {
    Set<String> promised = required(Contracts.schema(type).getSchemaNode());
    Contracts.expectations(type)
        .forEach(
            (consumer, expectation) ->
                assertThat(promised)
                    .as("%s of %s", consumer, type)
                    .containsAll(required(expectation.getSchemaNode())));
  }

  @Test
  void asyncApiKnowsTheSameTypes() {
    assertThat(Topics.byType().keySet()).isEqualTo(EventContract.types());
  }

  @Test
  void asyncApiRefersToTheSchemaOfTheMessageItNames() {
    for (JsonNode message : Contracts.asyncApi().at("/components/messages")) {
      if (message.has("name")) {
        assertThat(message.at("/payload/$ref").asText())
            .isEqualTo("events/" + message.get("name").asText() + "/schema.json");
      }
    }
  }

  @Test
  void topicsHaveTwelvePartitionsAndDeadLetters() {
    assertThat(Topics.declared())
        .containsOnlyKeys(
            "chat.accounts",
            "chat.accounts.dlt",
            "chat.events",
            "chat.events.dlt",
            "ops.alerts",
            "ops.alerts.dlt")
        .allSatisfy((topic, partitions) -> assertThat(partitions).isEqualTo(12));
  }

  private static Set<String> required(JsonNode schema) {
    Set<String> names = new TreeSet<>();
    schema.path("required").forEach(name -> names.add(name.asText()));
    return names;
  }

  static Stream<String> types() {
    return EventContract.types().stream();
  }

  static Stream<Sample> samples() {
    return types().flatMap(EventContract::samples);
  }
}
