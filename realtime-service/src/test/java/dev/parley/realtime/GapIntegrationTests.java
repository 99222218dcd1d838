package dev.parley.realtime;

import static dev.parley.realtime.Running.INSTALLATION;
import static dev.parley.realtime.Running.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.WsClient;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where it cannot be told what was missed, it is said that something is missing. */
class GapIntegrationTests extends AfterAnAbsence {

  @ParameterizedTest
  @ValueSource(strings = {"made up", "AQAAAAAB", "AgAAAAEB", ""})
  void aCursorThatIsNoneOfOursIsAGap(String cursor) {
    cursorAfter(1);
    try (var client = resumed(ONE, cursor, ada)) {
      assertThat(client.next("resumed").path("complete").asBoolean()).isFalse();
      JsonNode gap = client.next("gap");
      assertThat(gap.path("conversations").toString()).contains(room.toString());
      INSTALLATION.post(room, 2);
      assertThat(seqs(client.until(room, 2))).containsExactly(2L);
    }
  }

  @Test
  void aGapNamesWhatIsWatchedToo() {
    UUID open = UUID.randomUUID();
    cursorAfter(1);
    try (var watcher = WsClient.connect(ONE.ws())) {
      watcher.say(
          "{\"type\":\"hello\",\"token\":\"%s\",\"cursor\":\"made up\",\"watch\":[\"%s\"]}"
              .formatted(ada.value(), open));
      watcher.next("welcome");
      watcher.next("resumed");
      assertThat(watcher.next("gap").path("conversations").toString())
          .contains(open.toString(), room.toString());
    }
  }

  /** As far as no instance is yet. */
  @Test
  void aCursorOfTheFutureIsAGap() {
    byte[] cursor = Base64.getUrlDecoder().decode(cursorAfter(1));
    byte[] later = Arrays.copyOf(cursor, cursor.length + 1);
    later[5] = (byte) 0xFF;
    later[6] = 0x7F;
    assertIsAGap(later);
  }

  /** Each of them would cost in every frame. */
  @Test
  void aCursorOfMorePartitionsThanThereAreIsAGap() {
    byte[] cursor = Base64.getUrlDecoder().decode(cursorAfter(1));
    assertIsAGap(Arrays.copyOf(cursor, cursor.length + 10_000));
  }

  private void assertIsAGap(byte[] forged) {
    String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
    try (var client = resumed(ONE, cursor, ada)) {
      assertThat(client.next("resumed").path("complete").asBoolean()).isFalse();
      client.next("gap");
    }
  }
}
