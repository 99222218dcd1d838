package dev.parley.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose account a sign-in or a registration is about, as a digest: it becomes a key in Redis. */
final class AccountName {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int DIGEST_BYTES = 16;

  private AccountName() {}

  /** Null where the body does not say: whoever reads it next refuses it. */
  static @Nullable String in(byte[] body) {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      String name = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
        // a parser downstream may take the last of several: none but that one is counted there too
        if (isText && (field.equals("username") || (field.equals("email") && name == null))) {
          name = json.getText();
        }
        json.skipChildren();
      }
      return name == null ? null : digest(name.strip().toLowerCase(Locale.ROOT));
    } catch (IOException _) {
      return null;
    }
  }

  private static String digest(String name) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, DIGEST_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
