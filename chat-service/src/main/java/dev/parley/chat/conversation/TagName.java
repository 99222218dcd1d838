package dev.parley.chat.conversation;

import dev.parley.platform.json.StorableText;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a tag is called: however people write it, it is the same one. */
public final class TagName {

  public static final int MAX_LENGTH = 50;
  private static final int MOST_ASKED = 10;

  /** They stand in paths and parameters, where these cannot: servers take them apart. */
  private static final Pattern UNFIT = Pattern.compile("[/\\\\;%,\\p{Cc}\\p{Zl}\\p{Zp}]");

  /** Dots alone would be a step in a path. */
  private static final Pattern SOMETHING = Pattern.compile("[^\\p{P}\\p{Z}\\p{C}]");

  private TagName() {}

  /**
   * @param pointer what to name when it is none
   */
  public static String of(String given, String pointer) {
    String complaint = StorableText.complaint(given);
    if (complaint != null) {
      throw invalid(pointer, complaint);
    }
    String name = folded(given.strip());
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      throw invalid(pointer, "must have 1 to %d characters".formatted(MAX_LENGTH));
    }
    if (UNFIT.matcher(name).find() || !SOMETHING.matcher(name).find()) {
      throw invalid(pointer, "must hold a letter, digit or symbol, and none of / \\ ; % ,");
    }
    return name;
  }

  /** As tags are compared; also for the beginning of one. */
  public static String folded(String text) {
    return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  /** As a list's parameters name them. */
  public static List<String> asked(@Nullable List<String> parameters) {
    if (parameters == null) {
      return List.of();
    }
    List<String> tags = parameters.stream().map(tag -> of(tag, "tag")).distinct().toList();
    if (tags.size() > MOST_ASKED) {
      throw invalid("tag", "may be given at most %d times".formatted(MOST_ASKED));
    }
    return tags;
  }

  private static ProblemException invalid(String pointer, String detail) {
    return pointer.startsWith("/")
        ? ProblemException.badRequest(
            "request.invalid", "This is no tag.", new FieldError(pointer, detail))
        : ProblemException.badRequest(
            "request.invalid_parameter",
            "The parameter '%s' %s.".formatted(pointer, detail),
            new FieldError(pointer, detail));
  }
}
