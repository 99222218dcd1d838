package dev.parley.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** How large a body may be: small, but on the paths that stream what they get. */
@ConfigurationProperties("parley.request")
final class BodyLimits {

  private final long otherwise;
  private final Map<PathPattern, Long> streamed = new LinkedHashMap<>();

  BodyLimits(DataSize maxBody, @DefaultValue List<Streamed> streamed) {
    this.otherwise = maxBody.toBytes();
    streamed.forEach(
        rule ->
            this.streamed.put(
                PathPatternParser.defaultInstance.parse(rule.path()), rule.maxBody().toBytes()));
  }

  record Streamed(String path, DataSize maxBody) {}

  long of(HttpServletRequest request) {
    return rule(request).orElse(otherwise);
  }

  boolean isStreamed(HttpServletRequest request) {
    return rule(request).isPresent();
  }

  private Optional<Long> rule(HttpServletRequest request) {
    if (streamed.isEmpty()) {
      return Optional.empty();
    }
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    return streamed.entrySet().stream()
        .filter(rule -> rule.getKey().matches(path))
        .findFirst()
        .map(Map.Entry::getValue);
  }
}
