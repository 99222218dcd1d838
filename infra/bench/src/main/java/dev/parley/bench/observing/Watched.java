package dev.parley.bench.observing;

import dev.parley.bench.chat.Client;
import dev.parley.bench.chat.Cpu;
import dev.parley.bench.chat.Wrk;
import dev.parley.bench.chat.Wrk.Load;
import dev.parley.bench.chat.Wrk.Request;
import dev.parley.local.launch.LocalParley;
import dev.parley.local.launch.LocalParley.LocalProcess;
import dev.parley.local.process.Signals;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A whole installation under the mix of {@code mixed.sh}: 3 pages of messages, 2 lists, 1 post. */
final class Watched {

  private static final List<String> SERVICES =
      LocalParley.services().stream().filter(name -> !name.equals("discovery")).toList();
  private static final List<String> ALL =
      Stream.concat(LocalParley.services().stream(), Stream.of("postgres", "redis", "kafka"))
          .toList();
  private static final int CONVERSATIONS = 8;
  private static final int MESSAGES = 60;
  private static final int CONNECTIONS = 16;

  private final LocalParley parley;
  private final Client someone;
  private final List<Request> mix;

  private Watched(LocalParley parley, Client someone, List<Request> mix) {
    this.parley = parley;
    this.someone = someone;
    this.mix = mix;
  }

  static Watched of(LocalParley parley) throws IOException {
    Client someone = Client.signUp(parley.url().toString(), "watched");
    List<Request> mix = new ArrayList<>();
    for (int i = 0; i < CONVERSATIONS; i++) {
      someone.post("/api/v1/projects", Map.of("name", "Project " + i));
      String messages =
          "/api/v1/conversations/"
              + someone
                  .post("/api/v1/conversations", Map.of("title", "Conversation " + i))
                  .required("id")
                  .asText()
              + "/messages";
      for (int message = 0; message < MESSAGES; message++) {
        someone.post(messages, Map.of("content", "to begin with " + message));
      }
      Request page = new Request("GET", messages + "?limit=50", "");
      Request list = new Request("GET", "/api/v1/projects", "");
      Request post = new Request("POST", messages, "{\"content\":\"one more\"}");
      mix.addAll(List.of(page, list, page, post, page, list));
    }
    return new Watched(parley, someone, mix);
  }

  /**
   * What came of a round.
   *
   * @param micros of CPU for each request, by process
   */
  record Round(Load load, Map<String, Double> micros) {
    double cpuMicros() {
      return micros.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  Round load(int seconds) throws IOException {
    Map<String, Double> before = cpu();
    Load load = Wrk.mix(parley.url().toString(), someone.token(), mix, CONNECTIONS, seconds);
    Map<String, Double> spent = cpu();
    spent.replaceAll(
        (name, after) -> (after - before.getOrDefault(name, 0.0)) / load.requests() * 1e6);
    return new Round(load, spent);
  }

  private Map<String, Double> cpu() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (String name : ALL) {
      parley.processes(name).stream()
          .flatMap(process -> ProcessHandle.of(process.pid()).stream())
          .forEach(process -> seconds.merge(name, Cpu.ofAll(process), Double::sum));
    }
    return seconds;
  }

  /** Else what it collects while another is measured would count against that one. */
  void standStill(boolean still) {
    for (LocalProcess process : parley.processes("metrics-service")) {
      Signals.send(still ? "STOP" : "CONT", process.pid());
    }
  }

  /** What each service tells of itself now, by its name. */
  Map<String, String> expositions() throws IOException, InterruptedException {
    String form =
        "grant_type=client_credentials&client_id=metrics-service&client_secret="
            + URLEncoder.encode(parley.secret("PARLEY_OPS_SECRET"), StandardCharsets.UTF_8);
    HttpClient http = HttpClient.newHttpClient();
    String token =
        http.send(
                HttpRequest.newBuilder(URI.create(parley.url() + "/api/v1/auth/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build(),
                BodyHandlers.ofString())
            .body()
            .replaceFirst("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");
    Map<String, String> texts = new HashMap<>();
    for (String service : SERVICES) {
      int port = parley.processes(service).getFirst().port();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
              .header("Authorization", "Bearer " + token)
              .build();
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(service + ": " + answer);
      }
      texts.put(service, answer.body());
    }
    return texts;
  }
}
