package dev.parley.platform.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventHeadersTests {
  private static final String TRACE_PARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final EventEnvelope EVENT =
      new EventEnvelope(
          UUID.fromString("0193a1b2-0000-7000-8000-000000000001"),
          "test.counted.v1",
          URI.create("/test"),
          Instant.parse("2026-11-21T10:00:00.123Z"),
          "key",
          "the subject",
          URI.create("urn:test:counted"),
          TRACE_PARENT,
          "{\"a\":1}".getBytes(UTF_8));

  @Test
  void anyCloudEventsLibraryReadsWhatWeWrite() {
    try (var reader = new CloudEventDeserializer()) {
      CloudEvent read = reader.deserialize("topic", headers(EVENT), EVENT.data());

      assertThat(read.getId()).isEqualTo(EVENT.id().toString());
      assertThat(read.getType()).isEqualTo(EVENT.type());
      assertThat(read.getSource()).isEqualTo(EVENT.source());
      assertThat(Objects.requireNonNull(read.getTime()).toInstant()).isEqualTo(EVENT.time());
      assertThat(read.getSubject()).isEqualTo(EVENT.subject());
      assertThat(read.getDataSchema()).isEqualTo(EVENT.dataSchema());
      assertThat(read.getDataContentType()).isEqualTo("application/json");
      assertThat(read.getExtension("partitionkey")).isEqualTo("key");
      assertThat(Objects.requireNonNull(read.getData()).toBytes()).isEqualTo(EVENT.data());
    }
  }

  @Test
  void weReadWhatAnyCloudEventsLibraryWrites() {
    CloudEvent written =
        CloudEventBuilder.v1()
            .withId(EVENT.id().toString())
            .withType(EVENT.type())
            .withSource(EVENT.source())
            .withTime(EVENT.time().atOffset(ZoneOffset.ofHours(2)))
            .withSubject("the subject")
            .withDataSchema(URI.create("urn:test:counted"))
            .withExtension("partitionkey", "key")
            .withData("application/json", EVENT.data())
            .build();
    Headers headers = new RecordHeaders();
    try (var writer = new CloudEventSerializer()) {
      byte[] value = writer.serialize("topic", headers, written);
      headers.add("traceparent", TRACE_PARENT.getBytes(UTF_8));

      assertThat(read(headers, value)).usingRecursiveComparison().isEqualTo(EVENT);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ce_specversion, 0.3",
    "ce_id, 17",
    "ce_type, ''",
    "ce_source, not a uri",
    "ce_time, yesterday",
    "content-type, text/plain",
    "ce_dataschema, ':'",
  })
  void refusesWhatIsNoEvent(String header, String value) {
    Headers headers = headers(EVENT);
    headers.remove(header).add(header, value.getBytes(UTF_8));

    assertThatThrownBy(() -> read(headers, EVENT.data()))
        .isInstanceOf(MalformedEventException.class);
  }

  @Test
  void anEventNeverHoldsControlCharactersNorShowsItsBody() {
    assertThatIllegalArgumentException().isThrownBy(() -> EVENT.withSubject("two\nlines"));
    assertThat(EVENT.toString()).doesNotContain("\"a\"");
  }

  private static Headers headers(EventEnvelope event) {
    Headers headers = new RecordHeaders();
    Map<String, String> ours = CloudEventHeaders.of(event);
    ours.forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
    return headers;
  }

  private static EventEnvelope read(Headers headers, byte[] value) {
    return CloudEventHeaders.read(
        name -> {
          var header = headers.lastHeader(name);
          return header == null ? null : header.value();
        },
        "key",
        value);
  }
}
