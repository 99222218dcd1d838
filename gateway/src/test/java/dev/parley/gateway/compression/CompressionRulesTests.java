package dev.parley.gateway.compression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressionRulesTests {

  private final CompressionRules rules =
      new CompressionRules(1024, Set.of("application/json", "text/html"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | 200 | content-type: application/json",
        "true  | 404 | content-type: application/problem+json",
        "true  | 200 | content-type: Text/HTML;charset=utf-8",
        "true  | 200 | content-type: application/json \\ cache-control: private, no-cache",
        "false | 200 | ",
        "false | 200 | content-type: image/png",
        "false | 200 | content-type: text/event-stream",
        "false | 200 | content-type: application/jsonish",
        "false | 200 | content-type: text/html \\ content-encoding: gzip",
        "false | 200 | content-type: text/html \\ content-encoding: identity",
        "false | 206 | content-type: text/html \\ content-range: bytes 0-1/9",
        "false | 200 | content-type: text/html \\ content-range: bytes 0-1/9",
        "false | 304 | content-type: text/html",
        "false | 101 | content-type: text/html",
        "false | 200 | content-type: application/json \\ cache-control: no-store",
        "false | 200 | content-type: application/json \\ cache-control: private, no-store",
        "false | 200 | content-type: application/json \\ cache-control: no-transform",
        "false | 200 | content-type: text/html \\ set-cookie: secret",
      })
  void whatGainsByItAndHoldsNoSecretIsCompressed(boolean allowed, int status, String headers) {
    Map<String, String> named =
        Stream.ofNullable(headers)
            .flatMap(text -> Stream.of(text.split("\\\\", -1)))
            .map(line -> line.strip().split(": ", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

    assertThat(rules.allow(status, named::get)).isEqualTo(allowed);
  }
}
