package dev.parley.search.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.process.Ports;
import dev.parley.search.SearchClient;
import dev.parley.search.engine.lucene.LuceneEngine;
import dev.parley.search.text.Analysis;
import dev.parley.testing.ParleyTest;
import dev.parley.testing.Patience;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** While an index fills PostgreSQL answers, and says so. */
@ParleyTest(postgres = "search_filling", properties = "search.engine=postgres")
@DirtiesContext
class FillingIntegrationTests {

  @DynamicPropertySource
  static void nothingHappensMeanwhile(DynamicPropertyRegistry registry) {
    int nobody = Ports.free();
    registry.add("KAFKA_BOOTSTRAP_SERVERS", () -> "127.0.0.1:" + nobody);
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class AnIndexThatHasNotBegun {
    @Bean
    LuceneEngine empty(Analysis analysis, JdbcClient jdbc) {
      return new LuceneEngine("", analysis, jdbc);
    }
  }

  @Test
  void anAnswerSaysThatTheIndexIsBeingFilled(
      @LocalServerPort int port, @Autowired LuceneEngine lucene) {
    SearchClient client = new SearchClient(port);
    JsonNode meanwhile = client.search("ada", "anything");
    assertThat(meanwhile.required("engine").asText()).isEqualTo("postgres");
    assertThat(meanwhile.at("/warnings/0/code").asText()).isEqualTo("index.filling");

    lucene.start();
    Patience.await()
        .untilAsserted(
            () -> {
              JsonNode filled = client.search("ada", "anything");
              assertThat(filled.required("engine").asText()).isEqualTo("lucene");
              assertThat(filled.required("warnings")).isEmpty();
            });
  }
}
