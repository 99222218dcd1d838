package dev.parley.gateway.docs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.openapi.ApiMerge;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the services say of their APIs, and the whole that it makes. A service that is away keeps
 * the place that it had: its paths are still there, and will answer again.
 */
final class ApiParts {

  private static final Duration WHOLE = Duration.ofMinutes(1);
  private static final Duration INCOMPLETE = Duration.ofSeconds(2);

  private final Map<String, ObjectNode> parts = new LinkedHashMap<>();
  private final List<String> services;
  private @Nullable Document document;

  /**
   * @param services in the order in which they are to stand
   */
  ApiParts(ObjectNode own, List<String> services) {
    this.services = services;
    parts.put("gateway", own);
    // each keeps its place, whoever answers first
    services.forEach(service -> parts.put(service, own.objectNode()));
  }

  synchronized void put(String service, ObjectNode part) {
    if (!part.equals(parts.put(service, part))) {
      document = null;
    }
  }

  synchronized Document whole() {
    Document known = document;
    if (known == null) {
      var merge = new ApiMerge();
      parts.forEach((service, part) -> merge.add(service.replace("-service", ""), part));
      boolean complete =
          services.stream().map(parts::get).noneMatch(part -> part == null || part.isEmpty());
      known =
          Document.of(merge.whole().toString(), "application/json", complete ? WHOLE : INCOMPLETE);
      document = known;
    }
    return known;
  }
}
