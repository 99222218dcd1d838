package dev.parley.platform.idempotency;

import java.security.MessageDigest;

/**
 * SHA-256 of bytes as they come, without one word wherever it stands: the boundary of a form, which
 * clients choose anew each time they send the same.
 */
final class Fingerprint {

  private final MessageDigest digest = Hashes.sha256();
  private final byte[] word;

  /** How much of the word's beginning is still there when it goes on otherwise (Knuth et al.). */
  private final int[] shorter;

  /** So much of the word has just come, and is not in the digest. */
  private int matched;

  /**
   * @param word may be empty
   */
  Fingerprint(byte[] word) {
    this.word = word.clone();
    this.shorter = new int[word.length];
    for (int i = 1, same = 0; i < word.length; i++) {
      while (same > 0 && word[i] != word[same]) {
        same = shorter[same - 1];
      }
      if (word[i] == word[same]) {
        same++;
      }
      shorter[i] = same;
    }
  }

  void update(byte[] bytes, int offset, int length) {
    if (word.length == 0) {
      digest.update(bytes, offset, length);
      return;
    }
    int end = offset + length;
    for (int at = offset; at < end; at++) {
      if (matched == 0) {
        int begin = at;
        while (at < end && bytes[at] != word[0]) {
          at++;
        }
        digest.update(bytes, begin, at - begin);
        if (at == end) {
          return;
        }
      }
      match(bytes[at]);
    }
  }

  private void match(byte next) {
    while (matched > 0 && next != word[matched]) {
      int fewer = shorter[matched - 1];
      digest.update(word, 0, matched - fewer);
      matched = fewer;
    }
    if (next != word[matched]) {
      digest.update(next);
    } else if (++matched == word.length) {
      matched = 0;
    }
  }

  /** Once only. */
  byte[] get() {
    digest.update(word, 0, matched);
    return digest.digest();
  }
}
