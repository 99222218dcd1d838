package dev.parley.local.launch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What runs, and how it is. */
record StatusCommand(Instance instance) {

  /** Whether everything that was started is ready. */
  boolean run(boolean json) {
    List<Health> all = instance.state().processes().parallelStream().map(Health::of).toList();
    instance.console().line(json ? Json.write(asMap(all)) : asText(all));
    return overall(all).equals("running");
  }

  static String overall(List<Health> all) {
    if (all.stream().allMatch(each -> each.state().equals("ended"))) {
      return "stopped";
    }
    return all.stream().allMatch(Health::ready) ? "running" : "degraded";
  }

  private Map<String, Object> asMap(List<Health> all) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("state", overall(all));
    instance
        .state()
        .port(Service.GATEWAY.id())
        .ifPresent(
            port -> {
              map.put("url", instance.url());
              map.put("gateway_port", port);
            });
    map.put("home", instance.home().path());
    map.put("logs", instance.home().logs());
    map.put("memory_bytes", all.stream().mapToLong(Health::memory).sum());
    map.put("processes", all.stream().map(this::asMap).toList());
    return map;
  }

  private Map<String, Object> asMap(Health health) {
    Running process = health.process();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", process.name());
    map.put("component", process.component());
    map.put("pid", process.identity().pid());
    map.put("port", process.port());
    map.put("health", health.state());
    map.put("started_at", process.identity().started());
    map.put("uptime_seconds", health.uptime().toSeconds());
    map.put("memory_bytes", health.memory());
    map.put("log", instance.home().log(process.name()));
    return map;
  }

  private String asText(List<Health> all) {
    if (overall(all).equals("stopped")) {
      return "Parley is not running. Start it: ./run";
    }
    StringBuilder text = new StringBuilder();
    text.append("Parley is %s: %s%n".formatted(overall(all), instance.url()));
    text.append(row("process", "pid", "port", "health", "uptime", "memory"));
    all.forEach(
        each ->
            text.append(
                row(
                    each.process().name(),
                    "" + each.process().identity().pid(),
                    "" + each.process().port(),
                    each.state(),
                    uptime(each.uptime()),
                    megabytes(each.memory()))));
    return text.append(
            row("", "", "", "", "in all", megabytes(all.stream().mapToLong(Health::memory).sum())))
        .toString()
        .stripTrailing();
  }

  private static String row(String... cells) {
    return "%-22s %8s %6s  %-10s %10s %9s%n".formatted((Object[]) cells);
  }

  private static String uptime(Duration time) {
    return time.toDays() > 0
        ? time.toDays() + " d " + time.toHoursPart() + " h"
        : "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }
}
