package dev.parley.metrics.operation;

import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.AdminOnly;
import dev.parley.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@AdminOnly
@RestController
class OperationController {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,49}");
  private static final List<String> ACTIONS = List.of("vacuum", "analyze");

  private final Operations operations;
  private final OperationStore store;
  private final CacheSteps caches;
  private final DatabaseSteps databases;

  OperationController(
      Operations operations, OperationStore store, CacheSteps caches, DatabaseSteps databases) {
    this.operations = operations;
    this.store = store;
    this.caches = caches;
    this.databases = databases;
  }

  record Started(UUID operationId) {}

  @PostMapping("/api/v1/performance/cache/clear")
  ResponseEntity<Started> clear(
      @RequestParam(name = "cache_type", defaultValue = CacheSteps.ALL) String type,
      Caller caller) {
    return onCaches(Kind.CACHE_CLEAR, type, () -> caches.clear(type), caller);
  }

  @PostMapping("/api/v1/performance/cache/warm")
  ResponseEntity<Started> warm(
      @RequestParam(name = "cache_type", defaultValue = CacheSteps.ALL) String type,
      Caller caller) {
    return onCaches(Kind.CACHE_WARM, type, () -> caches.warm(type), caller);
  }

  private ResponseEntity<Started> onCaches(
      Kind kind, String type, Callable<List<Step>> steps, Caller caller) {
    require(
        CacheSteps.KINDS.contains(type),
        "cache_type",
        "is one of " + String.join(", ", CacheSteps.KINDS));
    return started(operations.start(kind, Map.of("cache_type", type), steps, caller));
  }

  @PostMapping("/api/v1/performance/database/optimize")
  ResponseEntity<Started> optimize(
      @RequestParam(name = "service", defaultValue = CacheSteps.ALL) String service,
      @RequestParam(name = "action", defaultValue = "vacuum") String action,
      Caller caller) {
    requireName("service", service);
    require(ACTIONS.contains(action), "action", "is vacuum or analyze");
    return started(
        operations.start(
            Kind.DATABASE_OPTIMIZE,
            Map.of("service", service, "action", action),
            () -> databases.optimize(service, action),
            caller));
  }

  @GetMapping("/api/v1/operations")
  Listing<Operation> list(ListRequest page, Caller caller) {
    return store.list(page, caller.userId());
  }

  @GetMapping("/api/v1/operations/{id}")
  Operation operation(@PathVariable("id") UUID id) {
    return store
        .find(id)
        .orElseThrow(
            () -> ProblemException.notFound("operation.not_found", "There is no such operation."));
  }

  private static ResponseEntity<Started> started(Operation operation) {
    return ResponseEntity.accepted()
        .header("Location", "/api/v1/operations/" + operation.id())
        .body(new Started(operation.id()));
  }

  private static void requireName(String parameter, String value) {
    require(NAME.matcher(value).matches(), parameter, "is a name of small letters, or all");
  }

  private static void require(boolean holds, String parameter, String what) {
    if (!holds) {
      throw ProblemException.badRequest(
          "request.invalid_parameter",
          "'%s' %s.".formatted(parameter, what),
          new FieldError(parameter, what));
    }
  }
}
