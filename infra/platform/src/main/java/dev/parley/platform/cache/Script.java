package dev.parley.platform.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/** What is done in Redis in one step. */
enum Script {
  READ,
  PUT,
  MARK,
  RELEASE,
  PULSE;

  private final String text;
  private final String digest;

  Script() {
    String file = name().toLowerCase(Locale.ROOT) + ".lua";
    try (var source = Script.class.getResourceAsStream(file)) {
      text = new String(Objects.requireNonNull(source, file).readAllBytes(), UTF_8);
      digest =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1, by which Redis names scripts", e);
    }
  }

  String text() {
    return text;
  }

  String digest() {
    return digest;
  }
}
