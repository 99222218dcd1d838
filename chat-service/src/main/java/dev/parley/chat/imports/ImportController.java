package dev.parley.chat.imports;

import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Imports over HTTP: the body is read as it comes, and worked on after the answer. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportController {

  private static final Set<String> VERDICTS = Set.of("imported", "skipped", "failed");

  private final ReceiveImport receive;
  private final ImportStore store;
  private final Clock clock;

  ImportController(ReceiveImport receive, ImportStore store, Clock clock) {
    this.receive = receive;
    this.store = store;
    this.clock = clock;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  Import begin(HttpServletRequest request, Caller caller) {
    try {
      return get(receive.receive(request.getInputStream(), caller), caller);
    } catch (IOException e) {
      // as a body is that some converter could not read: too large, broken off, no JSON
      throw new HttpMessageNotReadableException(
          "import body", e, new ServletServerHttpRequest(request));
    }
  }

  @GetMapping
  Listing<Import> list(ListRequest page, Caller caller) {
    return store.list(caller.userId(), page);
  }

  @GetMapping("/{id}")
  Import get(@PathVariable("id") UUID id, Caller caller) {
    return store.find(id, caller.userId()).orElseThrow(ImportController::notFound);
  }

  @GetMapping("/{id}/records")
  Listing<ImportRecord> records(
      @PathVariable("id") UUID id,
      @RequestParam(name = "verdict", required = false) @Nullable String verdict,
      ListRequest page,
      Caller caller) {
    if (verdict != null && !VERDICTS.contains(verdict)) {
      String detail = "must be one of imported, skipped, failed";
      throw ProblemException.badRequest(
          "request.invalid_parameter",
          "The parameter 'verdict' " + detail + ".",
          new FieldError("verdict", detail));
    }
    return store.records(get(id, caller).id(), caller.userId(), verdict, page);
  }

  /** What is in stays. Nothing happens to one that is over. */
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(@PathVariable("id") UUID id, IfMatch seen, Caller caller) {
    if (!store.cancel(id, caller.userId(), seen, clock.instant())) {
      throw notFound();
    }
  }

  private static ProblemException notFound() {
    return ProblemException.notFound(
        "import.not_found", "There is no such import among those you began.");
  }
}
