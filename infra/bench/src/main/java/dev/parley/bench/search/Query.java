package dev.parley.bench.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Something that is searched for.
 *
 * @param tsquery the same for PostgreSQL
 */
record Query(String q, String filters, String tsquery) {

  private Query(String q, String tsquery) {
    this(q, "", tsquery);
  }

  /** One of each class, by its name. */
  static Map<String, Query> of(Corpus corpus) {
    String rare = corpus.wordIn(200);
    String mid = corpus.wordIn(10_000);
    String common = corpus.wordIn(100_000);
    String veryCommon = corpus.wordIn(750_000);
    String other = corpus.wordIn(90_000);
    Map<String, Query> all = new LinkedHashMap<>();
    all.put("rare", new Query(rare, rare));
    all.put("mid", new Query(mid, mid));
    all.put("common", new Query(common, common));
    all.put("very common", new Query(veryCommon, veryCommon));
    all.put("two words", new Query(common + " " + other, common + " & " + other));
    all.put(
        "phrase",
        new Query("\"" + veryCommon + " " + common + "\"", veryCommon + " <-> " + common));
    all.put("prefix", new Query(mid + "*", mid + ":*"));
    all.put("common, by one author", new Query(common, "&author_id=" + md5("a7"), common));
    all.put(
        "mid, in one conversation",
        new Query(mid, "&conversation_id=" + md5("conversation7"), mid));
    all.put("very common, old", new Query(veryCommon, "&to=2025-01-03", veryCommon));
    return all;
  }

  /** An id as {@link Corpus} makes them. */
  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      ByteBuffer bytes = ByteBuffer.wrap(hash);
      return new UUID(bytes.getLong(), bytes.getLong()).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
