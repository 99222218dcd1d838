package dev.parley.gateway.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/** Something to hand out as it is. */
final class Document {

  private final byte[] body;
  private final String mediaType;
  private final String entityTag;
  private final Duration freshFor;

  private Document(byte[] body, String mediaType, Duration freshFor) {
    this.body = body;
    this.mediaType = mediaType;
    this.entityTag = '"' + digest(body) + '"';
    this.freshFor = freshFor;
  }

  static Document of(byte[] body, String mediaType, Duration freshFor) {
    return new Document(body.clone(), mediaType, freshFor);
  }

  static Document of(String text, String mediaType, Duration freshFor) {
    return new Document(text.getBytes(UTF_8), mediaType, freshFor);
  }

  /** Not to be written to. */
  byte[] body() {
    return body;
  }

  String mediaType() {
    return mediaType;
  }

  /** Quoted, as headers have it. */
  String entityTag() {
    return entityTag;
  }

  /** How long a copy may be shown without asking again. */
  Duration freshFor() {
    return freshFor;
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of()
          .formatHex(Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(body), 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
