package dev.parley.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTests {

  /** However the bytes are cut into pieces. */
  @ParameterizedTest
  @CsvSource({
    "'', some text,                      some text",
    "--x, --x headers --x content --x--, ' headers  content --'",
    "aab, aaabaabaaaab,                  aaa",
    "aab, aaa,                           aaa",
    "abab, abaabababab,                  aba",
  })
  void leavesOutAWord(String word, String text, String rest) {
    byte[] expected = whole(rest);
    for (int piece = 1; piece <= text.length(); piece++) {
      var fingerprint = new Fingerprint(word.getBytes(UTF_8));
      byte[] bytes = text.getBytes(UTF_8);
      for (int at = 0; at < bytes.length; at += piece) {
        fingerprint.update(bytes, at, Math.min(piece, bytes.length - at));
      }
      assertThat(fingerprint.get()).as("pieces of %d", piece).isEqualTo(expected);
    }
  }

  private static byte[] whole(String text) {
    var fingerprint = new Fingerprint(new byte[0]);
    fingerprint.update(text.getBytes(UTF_8), 0, text.length());
    return fingerprint.get();
  }
}
