package dev.parley.platform.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventMapperTests {
  private final EventMapper mapper = new EventAutoConfiguration().eventMapper();

  record Posted(UUID messageId, @Nullable UUID replyToId, long seq, Instant createdAt) {}

  @Test
  void writesSnakeCaseAndMillisecondsInUtc() {
    Posted posted = new Posted(new UUID(0, 1), null, 7, Instant.parse("2026-11-21T10:00:00.120Z"));

    assertThat(new String(mapper.write(posted), UTF_8))
        .isEqualTo(
            """
            {"message_id":"00000000-0000-0000-0000-000000000001","reply_to_id":null,\
            "seq":7,"created_at":"2026-11-21T10:00:00.120Z"}""");
  }

  @Test
  void readsANarrowViewAndIgnoresTheRest() {
    Posted posted =
        mapper.read(
            """
            {"message_id": "00000000-0000-0000-0000-000000000001", "seq": 7, "new": {"a": [1]}}"""
                .getBytes(UTF_8),
            Posted.class);

    assertThat(posted.seq()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"seq\": \"7\"}",
        "{\"seq\": null}",
        "{\"seq\": 7} {}",
        "{\"message_id\": \"secret\"}",
        "{secret"
      })
  void refusesWithThePlaceButNotTheContent(String body) {
    assertThatThrownBy(() -> mapper.read(body.getBytes(UTF_8), Posted.class))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining("Posted")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }
}
