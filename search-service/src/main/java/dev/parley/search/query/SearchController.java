package dev.parley.search.query;

import dev.parley.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The search of the API. */
@RestController
class SearchController {
  private final Search search;

  SearchController(Search search) {
    this.search = search;
  }

  @GetMapping("/api/v1/search")
  ResponseEntity<SearchAnswer> search(HttpServletRequest request, Caller caller) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache().cachePrivate())
        .body(search.find(Parameters.parse(request.getParameterMap()), caller));
  }
}
