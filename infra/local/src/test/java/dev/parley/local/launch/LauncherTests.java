package dev.parley.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.process.Command;
import dev.parley.local.process.ManagedProcess;
import dev.parley.local.process.Ports;
import dev.parley.local.process.ProcessFailedException;
import dev.parley.local.process.StopSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTests {
  @TempDir private Path folder;

  @Test
  void namesTheProcessThatHoldsTheGatewaysPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        PortPlan plan = new PortPlan()) {
      assertThatThrownBy(() -> plan.gateway(taken.getLocalPort()))
          .hasMessageContaining("Port " + taken.getLocalPort() + " is taken by java (pid ")
          .hasMessageContaining("" + ProcessHandle.current().pid())
          .hasMessageContaining("PARLEY_PORT=");
      assertThat(plan.preferring(taken.getLocalPort())).isNotEqualTo(taken.getLocalPort());
    }
  }

  /** A JVM listens seconds after its port was chosen for it. */
  @Test
  void twoThatStartAtTheSameMomentChooseDifferentPorts() {
    int usual = Ports.free();
    try (PortPlan one = new PortPlan();
        PortPlan other = new PortPlan()) {
      assertThat(one.preferring(usual)).isEqualTo(usual);
      assertThat(other.preferring(usual)).isNotEqualTo(usual);
      assertThatThrownBy(() -> other.gateway(usual))
          .hasMessageContaining("Another Parley is starting on port " + usual);
    }
    try (PortPlan later = new PortPlan()) {
      assertThat(later.preferring(usual)).isEqualTo(usual);
    }
  }

  @Test
  void whoAnswersAtThePortOfAnotherIsFoundOut() throws IOException {
    try (ServerSocket foreign = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ManagedProcess child = ManagedProcess.start(sleep())) {
      assertThatThrownBy(() -> child.requireHolderOf(foreign.getLocalPort()))
          .isInstanceOf(ProcessFailedException.class)
          .hasMessageContaining("cannot have port " + foreign.getLocalPort() + ": java (pid ");
      child.requireHolderOf(Ports.free());
    }
  }

  @Test
  void keepsSecretsAndAddsWhatIsMissing() throws IOException {
    Home home = Home.in(folder);
    Secrets first = Secrets.loadOrCreate(home);
    assertThat(Secrets.loadOrCreate(home)).isEqualTo(first);
    assertThat(first.values().values()).doesNotHaveDuplicates().allMatch(v -> v.length() >= 16);

    Files.writeString(home.secrets(), "PARLEY_ADMIN_PASSWORD=chosen by hand\n");
    assertThat(Secrets.loadOrCreate(home).get(Secrets.ADMIN)).isEqualTo("chosen by hand");

    Files.createDirectories(home.data("postgres").resolve("data"));
    Files.delete(home.secrets());
    assertThatThrownBy(() -> Secrets.loadOrCreate(home))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("./run reset");
  }

  @Test
  void takesNoStrangerForItsOwnProcess() {
    Identity self = Identity.of(ProcessHandle.current());
    assertThat(self.alive()).isTrue();
    assertThat(new Identity(self.pid(), Instant.EPOCH).alive()).isFalse();
    assertThat(new Identity(99_999_999, Instant.now()).alive()).isFalse();
  }

  @Test
  void remembersInOrderAcrossLaunchers() {
    Home home = Home.in(folder);
    State state = new State(home);
    Identity self = Identity.of(ProcessHandle.current());
    state.add(new Running("a", "redis", self, 1));
    state.add(new Running("b", "kafka", new Identity(1, Instant.EPOCH), 2));
    state.add(new Running("b", "kafka", new Identity(1, Instant.ofEpochMilli(5)), 3));
    assertThat(new State(home).processes()).extracting(Running::port).containsExactly(1, 3);
    assertThat(new State(home).alive()).extracting(Running::name).containsExactly("a");
    state.close();
    assertThatThrownBy(() -> state.add(new Running("c", "x", self, 1)))
        .isInstanceOf(LaunchException.class);
  }

  @Test
  void letsOneCommandAtATimeChangeThings() {
    Home home = Home.in(folder);
    try (InstanceLock _ = InstanceLock.take(home)) {
      assertThatThrownBy(() -> InstanceLock.take(home)).hasMessageContaining("Another ./run");
    }
    InstanceLock.take(home).close();
  }

  @Test
  void handsOnWhatTheTableMarksAndNothingElse() throws IOException {
    String services =
        Files.readString(Path.of("../../docs/configuration.md"))
            .replaceFirst("(?s)## Only for `./run`.*", "");
    for (MatchResult row : matches("(?m)^\\| (`[A-Z][^|]*)\\|", services)) {
      for (MatchResult name : matches("`([A-Z0-9_]+)`", row.group(1))) {
        Map<String, String> environment = Map.of(name.group(1), "1");
        assertThat(Settings.from(environment, folder).passedOn().keySet())
            .as(name.group(1))
            .isEqualTo(row.group(1).contains("▸") ? environment.keySet() : Set.of());
      }
    }
  }

  private static List<MatchResult> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().toList();
  }

  @Test
  void readsSettingsAndRefusesNonsense() {
    Settings settings =
        Settings.from(
            Map.of(
                "PARLEY_SCALE",
                "chat-service=2, realtime-service=3",
                "MY_KEY",
                "x",
                "PARLEY_PASS_ENV",
                "MY_KEY,OTHER",
                "RATE_LIMIT_ENABLED",
                "false"),
            folder);
    assertThat(settings.instancesOf(Service.REALTIME)).isEqualTo(3);
    assertThat(settings.instancesOf(Service.SEARCH)).isEqualTo(1);
    assertThat(settings.passedOn()).containsOnlyKeys("MY_KEY", "RATE_LIMIT_ENABLED");
    for (String wrong : List.of("chat-service", "chat-service=0", "gateway=2", "nobody=1")) {
      assertThatThrownBy(() -> Settings.instances(wrong)).isInstanceOf(LaunchException.class);
    }
    assertThatThrownBy(() -> Settings.instances("gateway=2"))
        .hasMessageContaining("clients know")
        .hasMessageEndingWith(
            "can be scaled: chat-service, search-service, realtime-service, metrics-service");
    assertThatThrownBy(() -> Settings.from(Map.of("PARLEY_PORT", "http"), folder))
        .hasMessageContaining("PARLEY_PORT");
  }

  @Test
  void takesAServiceFromElsewhereIfToldTo() {
    Settings settings =
        Settings.from(Map.of("PARLEY_JARS", "search-service=/builds/search.jar"), folder);
    assertThat(settings.jar(Service.SEARCH)).isEqualTo(Path.of("/builds/search.jar"));
    assertThat(settings.jar(Service.CHAT)).isEqualTo(Service.CHAT.jar(folder));
    for (String wrong : List.of("search-service", "nobody=/a.jar")) {
      assertThatThrownBy(() -> Settings.jars(wrong))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("PARLEY_JARS");
    }
  }

  @Test
  void unpacksAJarOncePerContentAndDropsTheOld() throws IOException {
    Home home = Home.in(folder.resolve("home"));
    Path jar = Service.CHAT.jar(folder);
    StandIns.build(jar, "one");
    BootApplication first = BootApplication.unpack(Service.CHAT, jar, home);
    assertThat(BootApplication.unpack(Service.CHAT, jar, home)).isEqualTo(first);
    assertThat(first.folder().resolve("lib/some-library.jar")).exists();
    StandIns.build(jar, "two");
    assertThat(BootApplication.unpack(Service.CHAT, jar, home)).isNotEqualTo(first);
    assertThat(first.folder()).doesNotExist();
  }

  @Test
  void writesJsonThatNeedsNoTrust() {
    assertThat(Json.write(Map.of("a\"\n", List.of(1, "b\\", true))))
        .isEqualTo("{\"a\\\"\\u000a\":[1,\"b\\\\\",true]}");
  }

  @Test
  void showsOfALogWhatSpringSaysToPeople() {
    List<String> log =
        List.of(
            "2026 ERROR 1 --- [main] o.s.b.SpringApplication : Application run failed",
            "java.lang.IllegalStateException: no",
            "\tat a.B.c(B.java:1)",
            "",
            "***************************",
            "APPLICATION FAILED TO START",
            "***************************",
            "",
            "Description:",
            "    Reason: COMPRESSION_LEVEL is 1 (quick) to 9 (small).");
    assertThat(StartFailure.meaningful(log))
        .containsExactly(
            "Description:", "    Reason: COMPRESSION_LEVEL is 1 (quick) to 9 (small).");
    assertThat(StartFailure.meaningful(log.subList(0, 4))).containsExactly(log.get(0), log.get(1));
    assertThat(StartFailure.meaningful(List.of("a", "b"))).containsExactly("a", "b");
  }

  @Test
  void guessesCausesFromLogs() {
    assertThat(Diagnosis.of(List.of("java.lang.OutOfMemoryError: Java heap space")))
        .hasValueSatisfying(advice -> assertThat(advice).contains("memory"));
    assertThat(Diagnosis.of(List.of("Web server failed. Port 8081 was already in use.")))
        .hasValueSatisfying(advice -> assertThat(advice).contains("port"));
    assertThat(Diagnosis.of(List.of("all is well"))).isEmpty();
  }

  @Test
  void countsRegisteredInstances() {
    String apps =
        "{\"app\":\"GATEWAY\",\"status\":\"UP\",\"port\":{\"$\":1}},"
            + "{\"app\":\"GATEWAY\",\"status\":\"STARTING\"},{\"app\":\"CHAT-SERVICE\",\"status\":\"UP\"}";
    assertThat(Routing.instancesUp(apps, Service.GATEWAY)).isEqualTo(1);
    assertThat(Routing.instancesUp(apps, Service.SEARCH)).isZero();
  }

  @Test
  void countsInstancesThatTheGatewayReaches() {
    String health =
        "{\"status\":\"degraded\",\"checks\":{\"chat\":{\"status\":\"degraded\",\"instances\":1},"
            + "\"search\":{\"status\":\"down\",\"instances\":0}}}";
    assertThat(Routing.serving(health, Service.CHAT)).isEqualTo(1);
    assertThat(Routing.serving(health, Service.SEARCH)).isZero();
    assertThat(Routing.serving(health, Service.REALTIME)).isZero();
  }

  private Command sleep() {
    return new Command(
        "sleep",
        List.of("sleep", "60"),
        Map.of(),
        folder,
        folder.resolve("sleep.log"),
        StopSignal.TERM,
        false,
        _ -> {});
  }
}
