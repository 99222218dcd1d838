package dev.parley.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Held against the expressions it takes the place of, as Spring Security's firewall writes them.
 */
class PlainHeadersTests {

  private static final Pattern NAME = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");
  private static final Pattern VALUE =
      Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]||\\t]]*");

  @Test
  void decidesAsTheFirewallForEveryCharacter() {
    IntStream.rangeClosed(0, 0x2ffff)
        .mapToObj(c -> "a" + Character.toString(c) + "z")
        .forEach(
            text -> {
              assertThat(PlainHeaders.isName(text))
                  .as(text)
                  .isEqualTo(NAME.matcher(text).matches());
              assertThat(PlainHeaders.isValue(text)).as(text).isEqualTo(isValue(text));
            });
  }

  @Test
  void readsUtf8ThatCameAsLatin1() {
    String sent =
        new String("Grüße, 你好".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    assertThat(PlainHeaders.isValue(sent)).isTrue();
    assertThat(PlainHeaders.isName(sent)).isFalse();
  }

  private static boolean isValue(String text) {
    return VALUE.matcher(text).matches()
        || VALUE
            .matcher(new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
            .matches();
  }
}
