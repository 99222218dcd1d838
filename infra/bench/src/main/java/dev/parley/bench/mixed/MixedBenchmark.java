package dev.parley.bench.mixed;

import dev.parley.bench.chat.ChatInstallation;
import dev.parley.bench.chat.Client;
import dev.parley.bench.service.SteadyLoad;
import dev.parley.bench.service.SteadyLoad.Answered;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Run it by {@code infra/bench/mixed.sh}. Requests leave at their appointed times whether or not
 * the earlier ones are back, and are timed from then: a stall shows in full.
 */
final class MixedBenchmark {

  private enum Kind {
    MESSAGES,
    PROJECTS,
    POST
  }

  /** Three reads of messages, two of projects, one post. */
  private static final Kind[] MIX = {
    Kind.MESSAGES, Kind.PROJECTS, Kind.MESSAGES, Kind.POST, Kind.MESSAGES, Kind.PROJECTS
  };

  private static final int CONVERSATIONS = 16;
  private static final int MOST_WARM_UPS = 8;

  private final Client someone;
  private final List<String> conversations = new ArrayList<>();

  private MixedBenchmark(Client someone) {
    this.someone = someone;
  }

  static void main(String[] arguments) throws Exception {
    int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    try (ChatInstallation chat = ChatInstallation.create()) {
      chat.start();
      var mix = new MixedBenchmark(Client.signUp(chat.url("").toString(), "locust"));
      mix.prepare();
      mix.warmUp(rate, seconds);
      for (int round = 1; round <= rounds; round++) {
        mix.run(rate, seconds, "round " + round);
      }
    }
  }

  private void prepare() throws IOException {
    for (int i = 0; i < CONVERSATIONS; i++) {
      someone.post("/api/v1/projects", Map.of("name", "Project " + i));
      String id =
          someone
              .post("/api/v1/conversations", Map.of("title", "Conversation " + i))
              .required("id")
              .asText();
      conversations.add(id);
      for (int message = 0; message < 60; message++) {
        someone.post(messages(id), Map.of("content", "to begin with " + message));
      }
    }
  }

  /**
   * By and by, as people come in the morning, and then until it is no faster than the time before:
   * the service compiles for minutes.
   */
  private void warmUp(int rate, int seconds) {
    run(rate / 8, seconds, "warm up");
    run(rate / 4, seconds, "warm up");
    run(rate / 2, seconds, "warm up");
    double before = Double.MAX_VALUE;
    for (int i = 0; i < MOST_WARM_UPS; i++) {
      List<Answered> answers = run(rate, seconds, "warm up");
      double now = SteadyLoad.millis(of(Kind.MESSAGES, answers), 0.95);
      if (SteadyLoad.errors(answers) == 0 && now > before * 0.9) {
        return;
      }
      before = now;
    }
  }

  private List<Answered> run(int rate, int seconds, String name) {
    List<Answered> answers = SteadyLoad.run(rate, seconds, this::request);
    for (Kind kind : Kind.values()) {
      tell(name, kind, of(kind, answers));
    }
    return answers;
  }

  private static List<Answered> of(Kind kind, List<Answered> answers) {
    return answers.stream().filter(answer -> MIX[answer.number() % MIX.length] == kind).toList();
  }

  private HttpRequest request(int number) {
    String conversation = conversations.get(number % conversations.size());
    return switch (MIX[number % MIX.length]) {
      case MESSAGES -> request(messages(conversation) + "?limit=50").build();
      case PROJECTS -> request("/api/v1/projects").build();
      case POST ->
          request(messages(conversation))
              .header("Content-Type", "application/json")
              .POST(
                  BodyPublishers.ofString("{\"content\":\"message number %d\"}".formatted(number)))
              .build();
    };
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(someone.base() + path))
        .header("Authorization", "Bearer " + someone.token());
  }

  private static String messages(String conversation) {
    return "/api/v1/conversations/" + conversation + "/messages";
  }

  private static void tell(String name, Kind kind, List<Answered> answers) {
    System.out.printf(
        Locale.ROOT,
        "%s  %-8s %,7d  p50 %6.2f ms  p95 %6.2f ms  p99 %6.2f ms  errors %d  load %.1f%n",
        name,
        kind.name().toLowerCase(Locale.ROOT),
        answers.size(),
        SteadyLoad.millis(answers, 0.5),
        SteadyLoad.millis(answers, 0.95),
        SteadyLoad.millis(answers, 0.99),
        SteadyLoad.errors(answers),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
