package dev.parley.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.server.Servers;
import dev.parley.platform.server.TestService;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicDeclarationIntegrationTests {

  @Test
  void declaresATopicAndItsDeadLettersAsTheServiceSays() throws Exception {
    try (var _ =
            TestService.start(
                Servers.newSchema(),
                List.of(),
                "parley.outbox.enabled=false",
                "parley.kafka.topics[0].name=declared.events",
                "parley.kafka.topics[0].retention=3d");
        Admin admin =
            Admin.create(Map.of("bootstrap.servers", Servers.kafka().bootstrapServers()))) {
      var topics =
          admin.describeTopics(List.of("declared.events", "declared.events.dlt")).allTopicNames();

      assertThat(topics.get().values()).allMatch(topic -> topic.partitions().size() == 12);
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, "declared.events");
      var configs = admin.describeConfigs(List.of(resource)).all().get().values();
      assertThat(configs)
          .extracting(config -> config.get("retention.ms").value())
          .containsExactly("259200000");
    }
  }
}
