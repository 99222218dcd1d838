package dev.parley.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.platform.problem.ProblemException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorCodecTests {

  private static final String LIST = "messages of a3f1";

  private final CursorCodec codec = new CursorCodec("0123456789abcdef0123456789abcdef");

  @Test
  void leadsBackToThePositionItWasMadeAt() {
    assertThat(codec.decode(LIST, codec.encode(LIST, "42", "", "schön\n", "a\u001fb\u001e\u001e")))
        .containsExactly("42", "", "schön\n", "a\u001fb\u001e\u001e");
  }

  @Test
  void fitsInAnAddressAsItIs() {
    assertThat(codec.encode(LIST, "?&=+/ ü")).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void noBitOfItMayBeChanged() {
    byte[] cursor = Base64.getUrlDecoder().decode(codec.encode(LIST, "42"));

    for (int bit = 0; bit < cursor.length * 8; bit++) {
      byte[] changed = cursor.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(codec, Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
    }
  }

  /** Decoders of Base64 overlook padding, and the bits of the last character that are not used. */
  @ParameterizedTest
  @ValueSource(strings = {"4", "42", "421"})
  void norMayItBeWrittenAnyOtherWay(String position) {
    String cursor = codec.encode(LIST, position);

    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_="
        .chars()
        .mapToObj(last -> cursor.substring(0, cursor.length() - 1) + (char) last)
        .filter(other -> !other.equals(cursor))
        .forEach(other -> assertRefused(codec, other));
    assertRefused(codec, cursor + "=".repeat(4 - cursor.length() % 4));
    assertRefused(codec, cursor + "=");
  }

  @Test
  void norMayItBeTakenToAnotherListOrInstallation() {
    assertRefused(codec, codec.encode("messages of b7c2", "42"));
    assertRefused(new CursorCodec("fedcba9876543210fedcba9876543210"), codec.encode(LIST, "42"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "====", "AA", "not base64 at all!", "AQAAAAAAAAAAAAAAAAAAAAAA"})
  void whatIsNoCursorIsRefused(String text) {
    assertRefused(codec, text);
  }

  private static void assertRefused(CursorCodec codec, String cursor) {
    assertThatThrownBy(() -> codec.decode(LIST, cursor))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.code()).isEqualTo("cursor.invalid"));
  }
}
