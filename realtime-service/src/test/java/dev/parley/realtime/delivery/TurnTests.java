package dev.parley.realtime.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What an event loop does when somebody cannot be written to. */
class TurnTests {

  private final EmbeddedChannel loop = new EmbeddedChannel();
  private final LoopQueue queue =
      new LoopQueue(
          loop.eventLoop(),
          new DeliveryProperties(10, Duration.ZERO, DataSize.ofKilobytes(100)),
          new DeliveryFigures(Clock.systemUTC(), new SimpleMeterRegistry()));

  private final Listener broken = new Listener(true);
  private final Listener beside = new Listener(false);
  private final Listener stranger = new Listener(false);

  @Test
  void onlyWhoCannotBeWrittenToMissesAnythingAndIsGivenUp() {
    tell("for the two", broken, beside);
    tell("for the stranger", stranger);
    loop.runPendingTasks();

    assertThat(broken.failures).hasSize(1);
    assertThat(beside.heard).containsExactly("for the two");
    assertThat(stranger.heard).containsExactly("for the stranger");
    assertThat(stranger.flushes).isOne();
  }

  @Test
  void theNextTurnBeginsWithNothingOfTheLast() {
    tell("for the two", broken, beside);
    loop.runPendingTasks();
    tell("for the stranger", stranger);
    loop.runPendingTasks();

    assertThat(stranger.heard).containsExactly("for the stranger");
  }

  @Test
  void eachIsFlushedOnceHoweverMuchThereIs() {
    tell("alone", beside, stranger);
    loop.runPendingTasks();
    assertThat(beside.flushes).isOne();
    assertThat(stranger.flushes).isOne();

    tell("for both", beside, stranger);
    tell("for one", beside);
    loop.runPendingTasks();
    assertThat(beside.heard).containsExactly("alone", "for both", "for one");
    assertThat(beside.flushes).isEqualTo(2);
    assertThat(stranger.flushes).isEqualTo(2);
  }

  @Test
  void noFrameIsKeptInMemory() {
    tell("for the two", broken, beside);
    loop.runPendingTasks();

    assertThat(Stream.concat(broken.given.stream(), beside.given.stream()))
        .hasSize(2)
        .allMatch(frame -> frame.refCnt() == 0);
  }

  @Test
  void whatIsSaidToOneAloneMayFailToo() {
    Runnable fails =
        () -> {
          throw new IllegalStateException("made to fail");
        };
    queue.say(beside, fails, List.of());
    tell("for the stranger", stranger);
    loop.runPendingTasks();

    assertThat(beside.failures).hasSize(1);
    assertThat(stranger.heard).containsExactly("for the stranger");
  }

  private void tell(String what, Recipient... who) {
    var text = new EventText(("{\"is\":\"" + what + "\"").getBytes(UTF_8), Instant.EPOCH);
    Addressees.byLoop(List.of(who)).forEach(some -> queue.tell(text, "here", some));
  }

  private final class Listener implements Recipient {

    private final boolean breaks;
    private final List<String> heard = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<ByteBuf> given = new ArrayList<>();
    private int flushes;

    Listener(boolean breaks) {
      this.breaks = breaks;
    }

    @Override
    public LoopQueue queue() {
      return queue;
    }

    @Override
    public Wire wire() {
      return Wire.WEB_SOCKET;
    }

    @Override
    public void write(ByteBuf frame, boolean passing) {
      given.add(frame);
      String text = frame.toString(UTF_8);
      frame.release();
      if (breaks) {
        throw new IllegalStateException("made to fail");
      }
      heard.add(text.replaceAll(".*\"is\":\"([^\"]*)\".*", "$1"));
    }

    @Override
    public void flush() {
      flushes++;
    }

    @Override
    public void failed(Throwable cause) {
      failures.add(cause);
    }

    @Override
    public void sessionRevoked() {}
  }
}
