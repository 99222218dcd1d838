package dev.parley.discovery;

import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** What a service says to Eureka, over plain HTTP. */
final class Registry {

  private static final String APP = "/eureka/apps/CHAT-SERVICE";

  private final RestClient http;

  Registry(RestClient http) {
    this.http = http;
  }

  /** Registers an instance that promises to renew every second. */
  void register(String instanceId) {
    var instance =
        Map.of(
            "instanceId", instanceId,
            "app", "CHAT-SERVICE",
            "vipAddress", "chat-service",
            "hostName", "127.0.0.1",
            "ipAddr", "127.0.0.1",
            "status", "UP",
            "port", Map.of("$", 8081, "@enabled", "true"),
            "dataCenterInfo",
                Map.of(
                    "@class", "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo",
                    "name", "MyOwn"),
            "leaseInfo", Map.of("renewalIntervalInSecs", 1, "durationInSecs", 1));
    http.post()
        .uri(APP)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("instance", instance))
        .retrieve()
        .toBodilessEntity();
  }

  void renew(String instanceId) {
    http.put().uri(APP + "/" + instanceId).retrieve().toBodilessEntity();
  }

  void deregister(String instanceId) {
    http.delete().uri(APP + "/" + instanceId).retrieve().toBodilessEntity();
  }

  List<String> instances() {
    String apps =
        http.get()
            .uri("/eureka/apps")
            .accept(MediaType.APPLICATION_JSON)
            .retrieve()
            .body(String.class);
    return com.jayway.jsonpath.JsonPath.read(apps, "$..instance[*].instanceId");
  }
}
