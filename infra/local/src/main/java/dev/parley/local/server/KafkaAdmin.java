package dev.parley.local.server;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** What is asked of the broker from outside. */
final class KafkaAdmin {
  private static final int TIMEOUT_MS = 20_000;

  private KafkaAdmin() {}

  static void check(String servers) throws Exception {
    try (java.net.Socket socket = new java.net.Socket()) {
      // a refused connection costs nothing; an admin client that retries floods the log
      String[] address = servers.split(":", 2);
      socket.connect(new java.net.InetSocketAddress(address[0], Integer.parseInt(address[1])), 500);
    }
    try (Admin admin = admin(servers)) {
      if (admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).isEmpty()) {
        throw new IllegalStateException("no broker registered yet");
      }
    }
  }

  static void createTopics(String servers, Collection<String> names, int partitions) {
    try (Admin admin = admin(servers)) {
      Set<String> there = admin.listTopics().names().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
      admin
          .createTopics(
              names.stream()
                  .filter(name -> !there.contains(name))
                  .map(name -> new NewTopic(name, partitions, (short) 1))
                  .toList())
          .all()
          .get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("cannot create topics " + names, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    }
  }

  private static Admin admin(String servers) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS));
  }
}
