package dev.parley.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerIntegrationTests {

  @Test
  void answersOnAPortOfItsOwnAndAgainAfterARestart() {
    try (RedisServer server = RedisServer.startTemporary()) {
      int port = server.port();
      server.kill();
      assertThatThrownBy(() -> RedisPing.check(port, null)).isInstanceOf(IOException.class);
      server.restart();
      assertThatCode(() -> RedisPing.check(port, null)).doesNotThrowAnyException();
      assertThat(server.url()).isEqualTo("redis://127.0.0.1:" + port);
    }
  }

  @Test
  void asksForThePasswordAndShowsItToNobody(@TempDir Path folder) throws IOException {
    ServerOptions options = ServerOptions.keptIn(folder).withPassword("hidden-word");
    try (RedisServer server = RedisServer.start(options)) {
      assertThatThrownBy(() -> RedisPing.check(server.port(), null)).hasMessageContaining("NOAUTH");
      assertThatThrownBy(() -> RedisPing.check(server.port(), "wrong"))
          .hasMessageContaining("WRONGPASS");
      assertThat(commandLine(server.pid())).contains("redis").doesNotContain("hidden-word");
      assertThat(Files.getPosixFilePermissions(folder.resolve("redis.conf")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static String commandLine(long pid) {
    return ProcessHandle.of(pid).flatMap(handle -> handle.info().commandLine()).orElse("redis");
  }
}
