package dev.parley.platform.resource;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.platform.page.Listing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Resources as JSON, and the entity tags of that. A tag is a hash of the bytes as sent. Where these
 * are not all that an edit is about ({@link Moving} parts, or fields left out), it has two parts,
 * {@code edit.bytes}, and only the first is asked for by {@link IfMatch}.
 */
public final class Representations {

  private static final int TAG_BYTES = 12;
  private static final int USUAL_SIZE = 512;
  private static final int MOST_KEPT = 50_000;

  private final ObjectMapper mapper;
  private final ObjectWriter writer;
  private final FieldNames names;
  // by type: what of it is edited; empty: all
  private final Map<Class<?>, Optional<TokenFilter>> edited = new ConcurrentHashMap<>();
  // weak keys are told apart by identity
  private final Cache<Object, String> ofKept =
      Caffeine.newBuilder().weakKeys().maximumSize(MOST_KEPT).build();

  Representations(ObjectMapper mapper, FieldNames names) {
    this.mapper = mapper;
    this.writer = mapper.writer();
    this.names = names;
  }

  /**
   * {@link #version} of what a cache keeps in memory and answers with time and again: made once,
   * and known for as long as that very object is there.
   */
  public String versionOfKept(Object resource) {
    return ofKept.get(resource, this::version);
  }

  /**
   * The entity tag, without its quotes, that a GET of this resource answers with. Who keeps it
   * along with the resource can ask {@link NotModified} without making JSON of it again.
   */
  public String version(Object resource) {
    return version(resource, hash(resource, null), null);
  }

  /** The part of the version that an edit is held against. */
  String editVersion(Object resource) {
    return hash(resource, editFilter(resource));
  }

  String version(Object resource, byte[] sent, @Nullable TokenFilter fields) {
    return version(resource, hash(sent), fields);
  }

  /** Nobody edits a list: its tag has one part. */
  private String version(Object resource, String hash, @Nullable TokenFilter fields) {
    boolean list = resource instanceof Listing || resource instanceof Collection;
    return list || (fields == null && editFilter(resource) == null)
        ? hash
        : editVersion(resource) + '.' + hash;
  }

  static String hash(byte[] sent) {
    MessageDigest digest = sha256();
    digest.update(sent);
    return text(digest);
  }

  byte[] bytes(Object resource, @Nullable TokenFilter fields) throws IOException {
    if (fields == null) {
      return writer.writeValueAsBytes(resource);
    }
    var bytes = new ByteArrayOutputStream(USUAL_SIZE);
    write(resource, fields, bytes);
    return bytes.toByteArray();
  }

  private void write(Object resource, TokenFilter fields, OutputStream out) throws IOException {
    JsonGenerator all = mapper.getFactory().createGenerator(out, JsonEncoding.UTF8);
    try (var some = new FilteredJson(all, fields)) {
      writer.writeValue(some, resource);
    }
  }

  private String hash(Object resource, @Nullable TokenFilter filter) {
    try {
      if (filter == null) {
        return hash(bytes(resource, null));
      }
      MessageDigest digest = sha256();
      write(resource, filter, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return text(digest);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON can be made of " + resource.getClass(), e);
    }
  }

  private @Nullable TokenFilter editFilter(Object resource) {
    return edited
        .computeIfAbsent(
            resource.getClass(),
            type ->
                Optional.of(names.moving(type))
                    .filter(moving -> !moving.isEmpty())
                    .map(FieldFilter::without))
        .orElse(null);
  }

  private static String text(MessageDigest digest) {
    byte[] hash = Arrays.copyOf(digest.digest(), TAG_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
