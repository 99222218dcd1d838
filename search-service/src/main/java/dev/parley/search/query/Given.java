package dev.parley.search.query;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.search.language.Times;
import dev.parley.search.text.PlainText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads parameters strictly and names everything that is wrong with them at once. */
final class Given {
  private final Map<String, String[]> given;
  private final Set<FieldError> errors = new LinkedHashSet<>();

  Given(Map<String, String[]> given, List<String> known) {
    this.given = given;
    new TreeMap<>(given)
        .keySet().stream()
            .filter(name -> !known.contains(name))
            .limit(10)
            .forEach(
                name ->
                    wrong(
                        PlainText.of(name), "is not known; known are " + String.join(", ", known)));
  }

  void wrong(String name, String detail) {
    errors.add(new FieldError(name, detail));
  }

  void refuseWhatIsWrong() {
    if (!errors.isEmpty()) {
      throw ProblemException.badRequest(
          "request.invalid_parameter", summary(), errors.toArray(FieldError[]::new));
    }
  }

  private String summary() {
    FieldError first = errors.iterator().next();
    return errors.size() == 1
        ? "The parameter '%s' %s.".formatted(first.pointer(), first.detail())
        : "Some parameters are not valid; 'errors' says which.";
  }

  @Nullable String one(String name) {
    String[] values = given.get(name);
    if (values == null) {
      return null;
    }
    if (values.length > 1) {
      wrong(name, "is given more than once");
    }
    return values[0];
  }

  /** A text that is not empty, as it can be stored. */
  @Nullable String text(String name, int most) {
    String value = one(name);
    if (value == null) {
      return null;
    }
    if (value.isBlank()) {
      wrong(name, "must not be empty");
    }
    if (value.codePointCount(0, value.length()) > most) {
      wrong(name, "must have at most %d characters".formatted(most));
    }
    return PlainText.of(value);
  }

  @Nullable String oneOf(String name, Set<String> allowed) {
    String value = one(name);
    if (value != null && !allowed.contains(value)) {
      wrong(name, mustBeOneOf(allowed));
      return null;
    }
    return value;
  }

  <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) {
    String value = oneOf(name, names(type));
    return value == null ? null : Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
  }

  /** Separated by commas. */
  <E extends Enum<E>> List<E> someOf(String name, Class<E> type) {
    String value = one(name);
    List<E> some = new ArrayList<>();
    for (String part : value == null || value.isEmpty() ? new String[0] : value.split(",", -1)) {
      if (names(type).contains(part)) {
        some.add(Enum.valueOf(type, part.toUpperCase(Locale.ROOT)));
      } else {
        wrong(name, mustBeOneOf(names(type)));
        return List.of();
      }
    }
    return some;
  }

  private static <E extends Enum<E>> Set<String> names(Class<E> type) {
    return Set.copyOf(
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList());
  }

  private static String mustBeOneOf(Set<String> allowed) {
    return "must be one of " + String.join(", ", allowed.stream().sorted().toList());
  }

  @Nullable UUID id(String name) {
    String value = one(name);
    if (value == null) {
      return null;
    }
    try {
      UUID id = UUID.fromString(value);
      if (id.toString().equalsIgnoreCase(value)) {
        return id;
      }
    } catch (IllegalArgumentException _) {
      // answered below, as the short forms are that Java takes and nobody else
    }
    wrong(name, "must be a UUID");
    return null;
  }

  @Nullable Instant time(String name) {
    String value = one(name);
    if (value == null) {
      return null;
    }
    Optional<Instant> time = Times.parse(value);
    if (time.isEmpty()) {
      wrong(name, "must be a time like 2026-01-31T12:00:00Z or a date like 2026-01-31");
    }
    return time.orElse(null);
  }

  int number(String name, int least, int most, int otherwise) {
    String value = one(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // answered below, as a number out of range is
    }
    wrong(name, "must be a whole number from %d to %d".formatted(least, most));
    return otherwise;
  }
}
