package dev.parley.search.rebuild;

import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.AdminOnly;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rebuilds. */
@AdminOnly
@RestController
class RebuildController {
  private final RebuildRows rows;

  RebuildController(RebuildRows rows) {
    this.rows = rows;
  }

  @PostMapping("/api/v1/search/rebuild")
  ResponseEntity<Rebuild> begin() {
    rows.request();
    return ResponseEntity.status(HttpStatus.ACCEPTED).body(newest());
  }

  @GetMapping("/api/v1/search/rebuild")
  Rebuild newest() {
    return rows.newest()
        .orElseThrow(
            () -> ProblemException.notFound("search.no_rebuild", "None has been asked for yet."));
  }
}
