package dev.parley.search.saved;

import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.security.Caller;
import dev.parley.search.query.SearchCheck;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Searches that people keep. */
@RestController
class SavedSearchController {
  private static final String PATH = "/api/v1/search/saved";

  private final SavedSearches searches;
  private final SearchCheck check;

  SavedSearchController(SavedSearches searches, SearchCheck check) {
    this.searches = searches;
    this.check = check;
  }

  @GetMapping(PATH)
  Listing<SavedSearch> list(ListRequest request, Caller caller) {
    return searches.of(caller.userId(), request);
  }

  @PostMapping(PATH)
  @ResponseStatus(HttpStatus.CREATED)
  SavedSearch save(@Valid @RequestBody SaveRequest request, Caller caller) {
    check.check(request.query(), caller.userId());
    return searches.add(caller.userId(), request);
  }

  @DeleteMapping(PATH + "/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable("id") UUID id, Caller caller) {
    searches.remove(caller.userId(), id);
  }
}
