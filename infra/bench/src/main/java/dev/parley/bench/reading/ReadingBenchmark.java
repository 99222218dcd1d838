package dev.parley.bench.reading;

import dev.parley.bench.chat.ChatInstallation;
import dev.parley.bench.chat.Client;
import dev.parley.bench.chat.Cpu;
import dev.parley.bench.chat.Pgbench;
import dev.parley.bench.chat.Wrk;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Run it by {@code infra/bench/reading.sh}; everything is on this machine, the load too. */
final class ReadingBenchmark {

  private static final int CLIENTS = 16;
  private static final int PAGES = 500;

  private interface Subject {
    double rate() throws IOException;
  }

  private final ChatInstallation chat;
  private final Archive archive;
  private final int seconds;
  private final List<String> credentials;

  private ReadingBenchmark(ChatInstallation chat, Archive archive, int seconds) {
    this.chat = chat;
    this.archive = archive;
    this.seconds = seconds;
    this.credentials = List.of("Authorization: Bearer " + archive.reader().token());
  }

  static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000_000;
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8;
    try (ChatInstallation chat = ChatInstallation.create()) {
      chat.start(Map.of("SQLALCHEMY_ECHO", "true", "LOG_LEVEL", "info"));
      Client reader = Client.signUp(chat.url("").toString(), "reader");
      Archive archive = Archive.write(chat.postgres(), reader, messages);
      List<String> statements = statementsOfAPage(chat, archive);
      chat.stop();
      chat.start();
      new ReadingBenchmark(chat, archive, seconds).run(rounds, statements);
    }
  }

  /**
   * Asked of a service that says what it sends, for the second time: it knows the conversation
   * then, as it does in the run.
   */
  private static List<String> statementsOfAPage(ChatInstallation chat, Archive archive)
      throws IOException {
    String page = archive.deepPages(1).getFirst();
    archive.reader().get(page);
    int before = SameStatements.in(chat.service().log()).size();
    archive.reader().get(page);
    List<String> all = SameStatements.in(chat.service().log());
    return all.subList(before, all.size());
  }

  private void run(int rounds, List<String> statements) throws IOException {
    statements.forEach(sql -> say("a page sends: " + sql));
    String script = SameStatements.script(statements, archive);
    List<String> newest = archive.newestPages(PAGES);
    List<String> next = archive.nextPages(PAGES);
    List<String> deep = archive.deepPages(PAGES);
    String conversation = "/api/v1/conversations/" + archive.conversations().getFirst();
    String etag = archive.reader().answer(conversation).headers().firstValue("ETag").orElse("none");
    Map<String, Subject> subjects = new LinkedHashMap<>();
    subjects.put(
        "database alone, same statements", () -> Pgbench.run(chat, script, CLIENTS, seconds));
    subjects.put("newest 50 messages", () -> wrk(newest, credentials));
    subjects.put("50 messages below these", () -> wrk(next, credentials));
    subjects.put("50 messages at any depth", () -> wrk(deep, credentials));
    subjects.put("constant JSON", () -> wrk(List.of("/.well-known/jwks.json"), credentials));
    subjects.put("cached conversation", () -> wrk(List.of(conversation), credentials));
    subjects.put("cached profile", () -> wrk(List.of("/api/v1/me"), credentials));
    subjects.put("conversation, 304", () -> wrk(List.of(conversation), withEtag(etag)));
    measure(rounds, subjects);
  }

  private void measure(int rounds, Map<String, Subject> subjects) throws IOException {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      List<Map.Entry<String, Subject>> order = new ArrayList<>(subjects.entrySet());
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (var subject : order) {
        Cpu before = chat.cpu();
        double rate = subject.getValue().rate();
        double micros = chat.cpu().since(before).chat() * 1e6 / (rate * seconds);
        say(
            String.format(
                Locale.ROOT,
                "round %d  %-34s %,8.0f/s  service CPU %6.0f µs each  load %.1f",
                round,
                subject.getKey(),
                rate,
                micros,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        if (round > 0) {
          rates.computeIfAbsent(subject.getKey(), _ -> new ArrayList<>()).add(rate);
        }
      }
    }
    rates.forEach((name, all) -> say(median(name, all)));
  }

  private double wrk(List<String> paths, List<String> headers) throws IOException {
    Wrk.Load load = Wrk.get(chat.url("").toString(), paths, headers, CLIENTS, seconds);
    if (load.errors() > 0) {
      throw new IllegalStateException(load.toString());
    }
    return load.rate();
  }

  private List<String> withEtag(String etag) {
    List<String> headers = new ArrayList<>(credentials);
    headers.add("If-None-Match: " + etag);
    return headers;
  }

  private static String median(String name, List<Double> rates) {
    List<Double> sorted = rates.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "median   %-34s %,8.0f/s  %s",
        name,
        sorted.get(sorted.size() / 2),
        sorted.stream()
            .map(rate -> String.format(Locale.ROOT, "%,.0f", rate))
            .collect(Collectors.joining(" | ", "[", "]")));
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
