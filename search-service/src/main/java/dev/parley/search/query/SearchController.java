package dev.parley.search.query;

import dev.parley.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The search of the API. */
@RestController
class SearchController {
  private static final int MAX_TYPED = 200;

  private final Search search;
  private final Suggestions suggestions;

  SearchController(Search search, Suggestions suggestions) {
    this.search = search;
    this.suggestions = suggestions;
  }

  @GetMapping("/api/v1/search")
  ResponseEntity<SearchAnswer> search(HttpServletRequest request, Caller caller) {
    return answer(search.find(Parameters.parse(request.getParameterMap()), caller.userId()));
  }

  @GetMapping("/api/v1/search/suggest")
  ResponseEntity<SuggestAnswer> suggest(HttpServletRequest request, Caller caller) {
    Given given = new Given(request.getParameterMap(), List.of("q", "fields"));
    String typed = given.text("q", MAX_TYPED);
    if (typed == null) {
      given.wrong("q", "is required");
    }
    given.refuseWhatIsWrong();
    return answer(
        new SuggestAnswer(suggestions.of(Objects.requireNonNullElse(typed, ""), caller.userId())));
  }

  private static <T> ResponseEntity<T> answer(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePrivate()).body(body);
  }
}
