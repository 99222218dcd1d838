package dev.parley.platform.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.guestbook.GuestbookTest;
import dev.parley.platform.guestbook.WaitingRoom;
import dev.parley.testing.Answer;
import dev.parley.testing.Api;
import dev.parley.testing.Patience;
import dev.parley.testing.TestTokens;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A service that is asked for more than it can do says so, and goes on with the rest. */
@GuestbookTest
class RequestsAtOnceIntegrationTests {

  @Autowired private WaitingRoom room;

  @Value("${parley.request.at-once}")
  private int most;

  @LocalServerPort private int port;

  @Test
  void whoeverComesTooManyIsToldToComeAgain() {
    Api ada = Api.atPort(port).as(TestTokens.userToken("ada").value());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Answer>> waiting =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> ada.get("/waiting"), threads))
              .limit(most)
              .toList();
      Patience.await().until(() -> room.waitingNow() == most);

      Answer refused = ada.get("/entries");
      refused.assertProblem(503, "server.busy").hasTraceId();
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      Api.atPort(port).get("/livez").assertStatus(200);
      Api.atPort(port).get("/readyz").assertStatus(200);

      room.letGo(most);
      assertThat(waiting).allSatisfy(each -> each.join().assertStatus(200));
    }
    ada.get("/entries").assertStatus(200);
  }
}
