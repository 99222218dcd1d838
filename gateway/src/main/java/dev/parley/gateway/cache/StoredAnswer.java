package dev.parley.gateway.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.parley.gateway.request.IncomingRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An answer as the service sent it, without what was meant for whoever asked for it. */
final class StoredAnswer {

  /** Of one connection, one request or one caller; lengths and ages are written anew. */
  private static final Set<String> NOT_KEPT =
      Set.of(
          "age",
          "cache-status",
          "connection",
          "content-length",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authentication-info",
          "proxy-connection",
          "ratelimit",
          "ratelimit-policy",
          "server-timing",
          "set-cookie",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "x-request-id");

  private final String[] headers;
  private final byte[] body;
  private final String entityTag;
  private final long modifiedAt;
  private final String[] vary;
  private final long storedAt;
  private final long freshUntil;
  private final long ageWhenStored;

  private StoredAnswer(
      String[] headers,
      byte[] body,
      String entityTag,
      long modifiedAt,
      String[] vary,
      long storedAt,
      long freshUntil,
      long ageWhenStored) {
    this.headers = headers;
    this.body = body;
    this.entityTag = entityTag;
    this.modifiedAt = modifiedAt;
    this.vary = vary;
    this.storedAt = storedAt;
    this.freshUntil = freshUntil;
    this.ageWhenStored = ageWhenStored;
  }

  static StoredAnswer of(
      IncomingRequest request, AnswerHead head, byte[] body, long lifetime, long now) {
    String given = head.header("ETag");
    String entityTag = given == null ? MadeTags.of(body) : given;
    List<String> headers = new ArrayList<>();
    Set<String> named = namedByConnection(head);
    head.each(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!NOT_KEPT.contains(lower) && !named.contains(lower)) {
            headers.add(name);
            headers.add(value);
          }
        });
    if (given == null) {
      headers.add("ETag");
      headers.add(entityTag);
    }
    return new StoredAnswer(
        headers.toArray(String[]::new),
        body,
        entityTag,
        HttpDates.read(head.header("Last-Modified")),
        varied(request, head),
        now,
        now + lifetime,
        StoringRules.age(head));
  }

  private static Set<String> namedByConnection(AnswerHead head) {
    String connection = head.header("Connection");
    return connection == null
        ? Set.of()
        : Set.copyOf(List.of(connection.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)));
  }

  /** Names of headers that chose it, each with what the request said there. */
  private static String[] varied(IncomingRequest request, AnswerHead head) {
    List<String> pairs = new ArrayList<>();
    for (String line : head.headers("Vary")) {
      for (String name : line.split(",", -1)) {
        if (!name.isBlank()) {
          pairs.add(name.strip());
          pairs.add(said(request, name.strip()));
        }
      }
    }
    return pairs.toArray(String[]::new);
  }

  private static String said(IncomingRequest request, String name) {
    List<String> lines = request.headers(name);
    return lines.isEmpty() ? "\0" : String.join(",", lines).replace(" ", "");
  }

  /** Whether this is what the service would have chosen for the request. */
  boolean answers(IncomingRequest request) {
    for (int i = 0; i < vary.length; i += 2) {
      if (!vary[i + 1].equals(said(request, vary[i]))) {
        return false;
      }
    }
    return true;
  }

  boolean variesLike(StoredAnswer other) {
    return Objects.deepEquals(vary, other.vary);
  }

  boolean isFresh(long now) {
    return now < freshUntil;
  }

  long freshUntil() {
    return freshUntil;
  }

  /** In seconds. */
  long age(long now) {
    return (now - storedAt + ageWhenStored) / 1000;
  }

  String entityTag() {
    return entityTag;
  }

  /** {@link HttpDates#NONE} where that was not said. */
  long modifiedAt() {
    return modifiedAt;
  }

  /** Not to be written to. */
  byte[] body() {
    return body;
  }

  void eachHeader(AnswerHead.Reader reader) {
    for (int i = 0; i < headers.length; i += 2) {
      reader.header(headers[i], headers[i + 1]);
    }
  }

  @Nullable String header(String name) {
    for (int i = 0; i < headers.length; i += 2) {
      if (headers[i].equalsIgnoreCase(name)) {
        return headers[i + 1];
      }
    }
    return null;
  }

  /** About so many bytes of memory. */
  int weight() {
    int weight = body.length + 200;
    for (String header : headers) {
      weight += header.getBytes(ISO_8859_1).length + 56;
    }
    return weight;
  }
}
