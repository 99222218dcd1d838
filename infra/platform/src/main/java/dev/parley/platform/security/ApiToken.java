package dev.parley.platform.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A personal API token as it is written: {@code prl_<id>_<secret><checksum>}. The beginning lets
 * scanners of code find one that was committed; the checksum tells a real one from a typo or an
 * invention without asking anybody.
 */
public record ApiToken(UUID id, String text) {

  public static final String PREFIX = "prl_";

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int SECRET_LENGTH = 32;
  private static final int CHECKSUM_LENGTH = 6;
  private static final Pattern FORM =
      Pattern.compile(
          "prl_([0-9a-f]{32})_[0-9A-Za-z]{%d}".formatted(SECRET_LENGTH + CHECKSUM_LENGTH));

  /** Whether this is meant to be one, sound or not. */
  public static boolean isOne(String token) {
    return token.startsWith(PREFIX);
  }

  /** Empty where it has another form or its checksum is wrong. */
  public static Optional<ApiToken> parse(String token) {
    Matcher form = FORM.matcher(token);
    if (!form.matches()) {
      return Optional.empty();
    }
    int signed = token.length() - CHECKSUM_LENGTH;
    return token.substring(signed).equals(checksum(token.substring(0, signed)))
        ? Optional.of(new ApiToken(id(form.group(1)), token))
        : Optional.empty();
  }

  public static ApiToken random(UUID id, SecureRandom random) {
    var text = new StringBuilder(publicPart(id)).append('_');
    for (int i = 0; i < SECRET_LENGTH; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return new ApiToken(id, text.append(checksum(text.toString())).toString());
  }

  /** What may be shown of it, to tell tokens apart. */
  public static String publicPart(UUID id) {
    var hex = HexFormat.of();
    return PREFIX
        + hex.toHexDigits(id.getMostSignificantBits())
        + hex.toHexDigits(id.getLeastSignificantBits());
  }

  private static UUID id(String hex) {
    return new UUID(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  private static String checksum(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(US_ASCII));
    char[] digits = new char[CHECKSUM_LENGTH];
    long rest = crc.getValue();
    for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(digits);
  }

  @Override
  public String toString() {
    return publicPart(id);
  }
}
