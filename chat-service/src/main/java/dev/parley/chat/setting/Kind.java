package dev.parley.chat.setting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.json.StorableText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What values a setting takes, and within which bounds. */
sealed interface Kind<T> {

  /** What is wrong with a value; the message goes on after the field's name. */
  final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitException(String message) {
      super(message, null, false, false);
    }
  }

  T read(JsonNode value) throws UnfitException;

  record Flag() implements Kind<Boolean> {
    @Override
    public Boolean read(JsonNode value) throws UnfitException {
      require(value.isBoolean(), "must be true or false");
      return value.booleanValue();
    }
  }

  record Whole(long minimum, long maximum) implements Kind<Long> {
    @Override
    public Long read(JsonNode value) throws UnfitException {
      require(
          value.isIntegralNumber()
              && value.canConvertToLong()
              && value.longValue() >= minimum
              && value.longValue() <= maximum,
          "must be a whole number from %d to %d".formatted(minimum, maximum));
      return value.longValue();
    }
  }

  /** Without spaces around it, these many characters long. */
  record Text(int minimum, int maximum) implements Kind<String> {
    @Override
    public String read(JsonNode value) throws UnfitException {
      require(value.isTextual(), "must be a string");
      String complaint = StorableText.complaint(value.textValue());
      if (complaint != null) {
        throw new UnfitException(complaint);
      }
      String text = value.textValue().strip();
      require(
          text.length() >= minimum && text.length() <= maximum,
          "must have %d to %d characters".formatted(minimum, maximum));
      return text;
    }
  }

  /** At most so many different words, each like the pattern. */
  record Words(int maximum, String pattern) implements Kind<List<String>> {
    @Override
    public List<String> read(JsonNode value) throws UnfitException {
      require(
          value.isArray() && value.size() <= maximum,
          "must be a list of at most %d strings".formatted(maximum));
      Pattern form = Pattern.compile(pattern);
      for (JsonNode word : value) {
        require(
            word.isTextual() && form.matcher(word.textValue()).matches(),
            "must be a list of strings like " + pattern);
      }
      return StreamSupport.stream(value.spliterator(), false)
          .map(JsonNode::textValue)
          .distinct()
          .toList();
    }
  }

  private static void require(boolean fit, String complaint) throws UnfitException {
    if (!fit) {
      throw new UnfitException(complaint);
    }
  }
}
