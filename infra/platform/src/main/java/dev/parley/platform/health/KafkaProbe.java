package dev.parley.platform.health;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;

/** Whether a broker answers. The client is made when it is first asked for. */
final class KafkaProbe implements Dependency.Probe, AutoCloseable {

  private static final int WAIT_MILLIS = 2000;

  private final Map<String, Object> settings;
  private @Nullable Admin client;
  private boolean closed;

  KafkaProbe(Map<String, Object> settings) {
    this.settings = new HashMap<>(settings);
    this.settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, WAIT_MILLIS);
    this.settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, WAIT_MILLIS);
    this.settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "health");
  }

  @Override
  public void run() throws ExecutionException, InterruptedException {
    client().describeCluster(new DescribeClusterOptions().timeoutMs(WAIT_MILLIS)).nodes().get();
  }

  private synchronized Admin client() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    if (client == null) {
      client = Admin.create(settings);
    }
    return client;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.close(Duration.ZERO);
    }
  }
}
