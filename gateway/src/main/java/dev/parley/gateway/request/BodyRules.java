package dev.parley.gateway.request;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * How large a body may be and how long it may take to come: little, but on the paths whose services
 * stream what they get.
 */
@ConfigurationProperties("parley.gateway.body")
final class BodyRules {

  private final Rule otherwise;
  private final Map<PathPattern, Rule> streamed = new LinkedHashMap<>();

  BodyRules(DataSize max, Duration timeout, @DefaultValue List<Streamed> streamed) {
    this.otherwise = new Rule(max.toBytes(), timeout);
    streamed.forEach(
        rule ->
            this.streamed.put(
                PathPatternParser.defaultInstance.parse(rule.path()),
                new Rule(rule.max().toBytes(), rule.timeout())));
  }

  record Streamed(String path, DataSize max, Duration timeout) {}

  record Rule(long maxBytes, Duration timeout) {}

  Rule of(ServerHttpRequest request) {
    return streamed.entrySet().stream()
        .filter(rule -> rule.getKey().matches(request.getPath().pathWithinApplication()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(otherwise);
  }

  Duration longestTimeout() {
    return Stream.concat(Stream.of(otherwise), streamed.values().stream())
        .map(Rule::timeout)
        .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }
}
