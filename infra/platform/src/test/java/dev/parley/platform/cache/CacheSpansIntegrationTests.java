package dev.parley.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.server.Servers;
import dev.parley.platform.trace.RecordedSpans;
import dev.parley.testing.Patience;
import dev.parley.testing.TestServers;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a trace tells of Redis. */
class CacheSpansIntegrationTests {

  private CacheInstance service;
  private RecordedSpans spans;

  @BeforeEach
  void start() {
    service = CacheInstance.start(Servers.newSchema(), TestServers.redis().url()).awaitTrust();
    spans = service.context().getBean(RecordedSpans.class);
    spans.ended().clear();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void isByTheNamesOfOpenTelemetryAndWithoutKeysAndValues() {
    UUID id = service.shelf().newThing();
    spans.traced(() -> service.shelf().read(id));

    Patience.await().until(() -> redis().size() == 2);
    assertThat(redis())
        .extracting(SpanData::getName)
        .containsExactly("EVALSHA read", "EVALSHA put");
    assertThat(redis())
        .allSatisfy(
            span -> {
              assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
              assertThat(text(span, "db.operation.name")).isEqualTo("EVALSHA");
              assertThat(span.toString()).doesNotContain(id.toString());
            });
    assertThat(text(redis().getFirst(), "db.stored_procedure.name")).isEqualTo("read");
  }

  @Test
  void isNothingOfWhatIsFoundInMemory() {
    UUID id = service.shelf().newThing();
    service.shelf().read(id);
    spans.traced(() -> service.shelf().read(id));

    assertThat(spans.ended()).extracting(SpanData::getName).containsExactly("test");
  }

  @Test
  void isNothingWhereNobodyLooks() {
    service.shelf().read(service.shelf().newThing());

    assertThat(spans.ended()).isEmpty();
  }

  private List<SpanData> redis() {
    return spans.ended().stream()
        .filter(span -> "redis".equals(text(span, "db.system.name")))
        .toList();
  }

  private static String text(SpanData span, String key) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
  }
}
