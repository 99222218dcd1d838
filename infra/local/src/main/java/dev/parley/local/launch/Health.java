package dev.parley.local.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;

/** How one process is, asked now. */
record Health(Running process, String state, Duration uptime, long memory) {
  static final String READY = "ready";

  static Health of(Running process) {
    return process
        .identity()
        .handle()
        .map(
            handle ->
                new Health(
                    process,
                    answers(process) ? READY : "not ready",
                    Duration.between(process.identity().started(), Instant.now()),
                    Memory.bytes(handle)))
        .orElseGet(() -> new Health(process, "ended", Duration.ZERO, 0));
  }

  boolean ready() {
    return state.equals(READY);
  }

  private static boolean answers(Running process) {
    return process.isService() ? Http.ready(process.port()) : listens(process.port());
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
