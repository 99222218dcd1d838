package dev.parley.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.local.process.LogTail;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIntegrationTests {
  @TempDir private Path folder;
  private Screen screen;
  private Instance instance;

  @BeforeEach
  void build() {
    StandIns.buildAll(folder);
    screen = new Screen(folder);
    instance = screen.instance(Map.of("PARLEY_SCALE", "chat-service=2", "OTEL_X", "handed on"));
  }

  @AfterEach
  void stop() {
    new StopCommand(instance).run();
  }

  @Test
  void startsAllShowsItScalesRestartsRecoversAndStops() throws Exception {
    assertThat(new StartCommand(instance).run()).isTrue();
    assertThat(screen.text())
        .containsPattern("✔ PostgreSQL 17\\.\\d+ +\\d+\\.\\d s")
        .contains("✔ Redis", "✔ Kafka", "✔ chat-service-2", "URL      http://127.0.0.1:")
        .contains("admin / ");
    List<Running> first = instance.state().alive();
    assertThat(first).hasSize(10);

    // each is given what it needs and no more
    assertThat(environmentOf("chat-service"))
        .contains("PARLEY_ADMIN_PASSWORD", "POSTGRES_PASSWORD", "OTEL_X");
    assertThat(environmentOf("discovery")).doesNotContain("POSTGRES", "REDIS_URL", "PARLEY_");
    assertThat(environmentOf("gateway")).contains("REDIS_URL").doesNotContain("POSTGRES");
    assertSecretsAreOnNoCommandLine(first);

    assertThat(new StatusCommand(instance).run(true)).isTrue();
    assertThat(screen.text())
        .contains("\"state\":\"running\"", "\"gateway_port\":", "\"name\":\"chat-service-2\"");

    // a second start says so, and starts nothing
    assertThat(new StartCommand(instance).run()).isFalse();
    assertThat(screen.text()).contains("Parley is running already: http://127.0.0.1:");
    assertThat(instance.state().alive()).isEqualTo(first);

    new ScaleCommand(instance, "realtime-service=2").run();
    new ScaleCommand(instance, "chat-service=1").run();
    assertThat(instance.state().alive("realtime-service")).hasSize(2);
    assertThat(instance.state().alive("chat-service")).hasSize(1);

    Running before = instance.state().alive("search-service").getFirst();
    new RestartCommand(instance, "search-service").run();
    Running after = instance.state().alive("search-service").getFirst();
    assertThat(after.port()).isEqualTo(before.port());
    assertThat(after.identity()).isNotEqualTo(before.identity());

    // a bad setting: one message, and all others are as they were
    Instance bad = screen.instance(Map.of("LOG_LEVEL", "debug"));
    assertThatThrownBy(() -> new RestartCommand(bad, "search-service").run())
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("search-service did not start; everything else is as it was")
        .hasMessageContaining("./run restart search-service");
    assertThat(screen.text()).contains("✘ search-service ended with status 3");
    assertThat(instance.state().alive("realtime-service")).hasSize(2);
    assertThatThrownBy(() -> new RestartCommand(instance, "nosuch").run())
        .hasMessageContaining("search-service (has ended)")
        .hasMessageContaining("realtime-service-2");
    new RestartCommand(instance, "search-service").run();

    // one was killed: only that one is started again
    Running killed = instance.state().alive("search-service").getFirst();
    killed.identity().handle().orElseThrow().destroyForcibly();
    await().atMost(Duration.ofSeconds(10)).until(() -> !killed.alive());
    assertThat(new StatusCommand(instance).run(false)).isFalse();
    assertThat(screen.text()).contains("Parley is degraded");
    assertThat(new StartCommand(instance).run()).isTrue();
    assertThat(instance.state().alive("gateway").getFirst().identity())
        .isEqualTo(
            first.stream()
                .filter(r -> r.name().equals("gateway"))
                .findFirst()
                .orElseThrow()
                .identity());

    // what has ended comes back where it was
    Running edge = instance.state().alive("gateway").getFirst();
    edge.identity().handle().orElseThrow().destroyForcibly();
    await().atMost(Duration.ofSeconds(10)).until(() -> !edge.alive());
    new RestartCommand(instance, "gateway").run();
    assertThat(instance.state().alive("gateway").getFirst().port()).isEqualTo(edge.port());

    // one whose port was taken meanwhile moves
    Running mover = instance.state().alive("search-service").getFirst();
    mover.identity().handle().orElseThrow().destroyForcibly();
    await().atMost(Duration.ofSeconds(10)).until(() -> !mover.alive());
    try (ServerSocket _ = new ServerSocket(mover.port(), 1, InetAddress.getLoopbackAddress())) {
      new RestartCommand(instance, "search-service").run();
    }
    assertThat(instance.state().alive("search-service").getFirst().port())
        .isNotEqualTo(mover.port());

    // a foreground launcher that was killed left all this: it is stopped, then started anew
    Identity gone = new Identity(after.identity().pid(), after.identity().started());
    instance.state().add(new Running(State.LAUNCHER, State.LAUNCHER, gone, 0));
    assertThat(new StartCommand(instance).run()).isTrue();
    assertThat(screen.text()).contains("The last ./run was killed; stopping the");
    assertThat(first).noneMatch(Running::alive);

    List<Running> last = instance.state().alive();
    new StopCommand(instance).run();
    assertThat(last).noneMatch(Running::alive);
    assertThat(instance.state().all()).isEmpty();
    assertThat(screen.text()).doesNotContain("had to be killed");
  }

  @Test
  void saysWhyAServiceDoesNotStartAndLeavesNothingBehind() {
    Instance broken = screen.instance(Map.of("LOG_LEVEL", "debug"));
    assertThatThrownBy(() -> new StartCommand(broken).run())
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("Likely cause")
        .hasMessageContaining("secrets.env do not belong together");
    assertThat(screen.text())
        .containsPattern("✘ (chat|search|realtime|metrics)-service ended with status 3")
        .contains("│ FATAL: password authentication failed");
    assertThat(broken.state().all()).isEmpty();
  }

  private String environmentOf(String name) {
    return String.join("\n", LogTail.of(instance.home().log(name), 20));
  }

  private void assertSecretsAreOnNoCommandLine(List<Running> running) throws Exception {
    Secrets secrets = Secrets.loadOrCreate(instance.home());
    for (Running each : running) {
      String line = Files.readString(Path.of("/proc", "" + each.identity().pid(), "cmdline"));
      assertThat(secrets.values().values()).noneMatch(line::contains);
    }
    assertThat(Files.getPosixFilePermissions(instance.home().secrets()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(instance.home().path()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }
}
