package dev.parley.gateway.compression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Compressed bodies of what everybody may see, so that a page's large scripts are compressed once
 * and not for each reader. A strong tag says which bytes they are of.
 */
final class CompressedCopies {

  private final Cache<String, byte[]> copies;

  CompressedCopies(long maxBytes) {
    copies =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((String key, byte[] copy) -> 2 * key.length() + copy.length + 100)
            .build();
  }

  /** Null for an answer of which no copy may be kept. */
  @Nullable String key(String address, Coding coding, UnaryOperator<@Nullable String> header) {
    String caching = header.apply("cache-control");
    String tag = header.apply("etag");
    return caching != null && caching.contains("public") && tag != null && tag.startsWith("\"")
        ? coding.token() + tag + address
        : null;
  }

  byte @Nullable [] find(String key) {
    return copies.getIfPresent(key);
  }

  void keep(String key, byte[] copy) {
    copies.put(key, copy);
  }
}
