package dev.parley.search.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Whether a search could be made, without making it. */
@Component
public class SearchCheck {
  private final Search search;

  SearchCheck(Search search) {
    this.search = search;
  }

  /**
   * Fails as the search itself would.
   *
   * @param parameters as they stand behind the question mark
   */
  public void check(String parameters, UUID reader) {
    search.check(Parameters.parse(parsed(parameters)), reader);
  }

  private static Map<String, String[]> parsed(String parameters) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String part : parameters.split("&", -1)) {
      if (!part.isEmpty()) {
        String[] pair = part.split("=", 2);
        values
            .computeIfAbsent(decoded(pair[0]), _ -> new ArrayList<>())
            .add(pair.length == 1 ? "" : decoded(pair[1]));
      }
    }
    return values.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toArray(String[]::new)));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException _) {
      throw ProblemException.badRequest(
          "request.invalid_parameter",
          "The parameters are not encoded as those of an address are.",
          new FieldError("/query", "holds a % that begins nothing"));
    }
  }
}
