package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who takes more than its limit is killed: heaps grow no further than leaves room for the rest. */
class MemoryOfContainersTests {

  private static final Path ROOT = Path.of("../..");

  /** The rest is code, classes, threads and buffers; the gateway's was measured (ADR 0007). */
  @ParameterizedTest
  @CsvSource({
    "gateway, 205",
    "discovery, 150",
    "chat-service, 150",
    "search-service, 150",
    "realtime-service, 150",
    "metrics-service, 150"
  })
  void aLimitHasRoomForTheHeapAndForTheRest(String service, long rest) throws IOException {
    Matcher heap =
        Pattern.compile("MaxRAMPercentage=(\\d+)")
            .matcher(Files.readString(ROOT.resolve("infra/docker/jvm.options")));
    assertThat(heap.find()).isTrue();
    long limit = mebibytes(containers().required(service));
    assertThat(limit - limit * Long.parseLong(heap.group(1)) / 100).isGreaterThanOrEqualTo(rest);
  }

  @Test
  void theMemoryThatIsAskedForIsThatOfAllLimits() throws IOException {
    long always = of("");
    assertThat(Files.readString(ROOT.resolve("docs/deployment.md")))
        .contains(gigabytes(always) + " GB of memory")
        .contains("(" + gigabytes(always + of("production")) + " GB)");
  }

  /** In mebibytes, of those that run under this profile alone, or under none. */
  private static long of(String profile) throws IOException {
    long all = 0;
    for (JsonNode container : containers()) {
      boolean endsAtOnce = container.path("network_mode").asText().equals("none");
      if (!endsAtOnce && container.at("/profiles/0").asText().equals(profile)) {
        all += mebibytes(container);
      }
    }
    return all;
  }

  private static long mebibytes(JsonNode container) {
    String limit = container.required("mem_limit").asText();
    long number = Long.parseLong(limit.substring(0, limit.length() - 1));
    return limit.endsWith("g") ? number << 10 : number;
  }

  private static long gigabytes(long mebibytes) {
    return Math.ceilDiv(mebibytes << 20, 1_000_000_000L);
  }

  private static JsonNode containers() throws IOException {
    return DeploymentFilesTests.compose().required("services");
  }
}
