package dev.parley.metrics.overview;

import static dev.parley.testing.TinyServer.answer;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.parley.testing.TinyServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One instance of each kind that can be met: two healthy ones of chat-service, which also issue
 * tokens, a healthy gateway, and others that hang, refuse, babble, drip or send without end.
 */
final class ClusterOfTinyServers {

  static final String TOKEN = "an-ops-token";
  static final String DISCOVERY_LOGIN = "Basic cGFybGV5OnNlY3JldC1vZi1kaXNjb3Zlcnk=";

  final TinyServer gateway = new TinyServer(new Healthy(10));
  final TinyServer fastChat = new TinyServer(new Healthy(90));
  final TinyServer slowChat = new TinyServer(new Healthy(10));
  final TinyServer hanging = new TinyServer(exchange -> {});
  final TinyServer dripping = new TinyServer(ClusterOfTinyServers::drip);
  final TinyServer refusing = new TinyServer(exchange -> answer(exchange, 401, ""));
  final TinyServer babbling =
      new TinyServer(exchange -> answer(exchange, 200, "<html>\n<p>Welcome!</p>\n{]"));
  final TinyServer endless = new TinyServer(ClusterOfTinyServers::sendWithoutEnd);
  final TinyServer discovery =
      new TinyServer(
          exchange ->
              answer(
                  exchange,
                  DISCOVERY_LOGIN.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                      ? 200
                      : 401,
                  "process_uptime_seconds 12.5\n=garbage=\n"));

  /** As properties of Spring's SimpleDiscoveryClient. */
  Map<String, String> registrations() {
    var registered = new LinkedHashMap<String, String>();
    register(registered, "gateway", gateway);
    register(registered, "chat-service", fastChat, slowChat);
    register(registered, "search-service", hanging, dripping);
    register(registered, "realtime-service", refusing);
    register(registered, "metrics-service", babbling, endless);
    return registered;
  }

  private static void register(
      Map<String, String> registered, String service, TinyServer... servers) {
    for (int i = 0; i < servers.length; i++) {
      String name = "spring.cloud.discovery.client.simple.instances." + service + "[" + i + "]";
      registered.put(name + ".uri", servers[i].url().toString());
      registered.put(name + ".instance-id", service + "-" + i);
    }
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write("process_uptime_seconds 1".getBytes(UTF_8));
    exchange.getResponseBody().flush();
  }

  private static void sendWithoutEnd(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, 0);
      byte[] much = "a 1\n".repeat(16_384).getBytes(UTF_8);
      for (int i = 0; i < 1000; i++) {
        exchange.getResponseBody().write(much);
      }
    }
  }

  /** Each time it is read it has served a hundred more, so many of them fast, and one in error. */
  private static final class Healthy implements TinyServer.Behaviour {
    private final int fast;
    private final AtomicInteger times = new AtomicInteger();

    Healthy(int fast) {
      this.fast = fast;
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
      if (exchange.getRequestURI().getPath().equals("/api/v1/auth/token")) {
        TinyServer.answer(exchange, 200, "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":600}");
      } else if (!("Bearer " + TOKEN)
          .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        TinyServer.answer(exchange, 401, "");
      } else {
        TinyServer.answer(exchange, 200, metrics(times.incrementAndGet()));
      }
    }

    private String metrics(int n) {
      return """
      # TYPE http_request_duration_seconds histogram
      http_request_duration_seconds_bucket{method="GET",uri="/api/v1/x",status="200",le="0.1"} %d
      http_request_duration_seconds_bucket{method="GET",uri="/api/v1/x",status="200",le="1.0"} %d
      http_request_duration_seconds_bucket{method="GET",uri="/api/v1/x",status="200",le="+Inf"} %d
      http_request_duration_seconds_count{method="GET",uri="/api/v1/x",status="200"} %d
      http_request_duration_seconds_count{method="GET",uri="/api/v1/x",status="500"} %d
      http_request_duration_seconds_count{uri="/actuator/prometheus",status="200"} %d
      cache_gets_total{cache="profile",result="hit",level="memory"} %d
      cache_gets_total{cache="profile",result="miss",level="source"} %d
      database_size_bytes 4096
      database_blocks_hit 90
      database_blocks_read 10
      kafka_consumer_fetch_manager_records_lag{partition="0"} 7
      disk_total_bytes{path="."} 400
      disk_free_bytes{path="."} 100
      host_cpu_usage 0.5
      system_cpu_usage 0.75
      host_memory_total_bytes 800
      host_memory_available_bytes 600
      process_start_time_seconds 1.7E9
      process_uptime_seconds 100.0
      process_cpu_usage 0.25
      jvm_memory_used_bytes{area="heap",id="Old"} 1000
      jvm_memory_max_bytes{area="heap",id="Old"} 4000
      jvm_threads_live_threads 20
      jvm_gc_pause_seconds_sum{cause="x"} %s
      hikaricp_connections{pool="database"} 5
      hikaricp_connections_active{pool="database"} 2
      hikaricp_connections_idle{pool="database"} 3
      hikaricp_connections_pending{pool="database"} 0
      hikaricp_connections_max{pool="database"} 10
      """
          .formatted(n * fast, n * 100, n * 100, n * 99, n, n * 5000, n * 60, n * 40, n / 100.0);
    }
  }
}
