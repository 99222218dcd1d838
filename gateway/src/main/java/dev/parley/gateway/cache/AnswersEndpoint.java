package dev.parley.gateway.cache;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/cache}, as services have it; there is one cache here, and it is this instance's.
 */
@Endpoint(id = "cache")
@Component
class AnswersEndpoint {

  private static final String NAME = AnswerCacheMeters.CACHE;

  private final AnswerCache cache;

  AnswersEndpoint(AnswerCache cache) {
    this.cache = cache;
  }

  record Description(String name, long entriesInMemory) {}

  record All(List<Description> caches) {}

  record Cleared(List<String> cleared) {}

  @ReadOperation
  All describe() {
    return new All(List.of(new Description(NAME, cache.kept().size())));
  }

  @DeleteOperation
  Cleared clearAll() {
    cache.clear();
    return new Cleared(List.of(NAME));
  }

  @DeleteOperation
  WebEndpointResponse<Cleared> clear(@Selector String name) {
    return name.equals(NAME)
        ? new WebEndpointResponse<>(clearAll())
        : new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
  }
}
