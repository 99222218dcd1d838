package dev.parley.search.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Case and accents do not count: Straße is strasse, naïve is naive. */
final class Folding {
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

  private Folding() {}

  static String of(String word) {
    return isAscii(word) ? word.toLowerCase(Locale.ROOT) : folded(word);
  }

  private static boolean isAscii(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private static String folded(String word) {
    String apart = Normalizer.normalize(word, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    String bare = MARKS.matcher(apart).replaceAll("");
    StringBuilder folded = new StringBuilder(bare.length() + 2);
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      switch (c) {
        case 'ß' -> folded.append("ss");
        case 'æ' -> folded.append("ae");
        case 'œ' -> folded.append("oe");
        case 'þ' -> folded.append("th");
        case 'ø' -> folded.append('o');
        case 'ł' -> folded.append('l');
        case 'đ', 'ð' -> folded.append('d');
        case 'ı' -> folded.append('i');
        default -> folded.append(c);
      }
    }
    return folded.toString();
  }
}
