package dev.parley.realtime.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Patience;
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

/** What an event loop writes at once, and what it does when somebody cannot be written to. */
class TurnTests {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final EmbeddedChannel loop = new EmbeddedChannel();
  private final LoopQueue queue = queue(10, Duration.ZERO);

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

  @Test
  void tenForTheSamePeopleShareAFrameAndTheNextIsOneOfItsOwn() {
    tellAll(queue, 11);
    loop.runPendingTasks();

    assertThat(beside.texts).hasSize(2);
    assertThat(beside.texts.getFirst()).contains("message_batch", "\"is\":\"1\"", "\"is\":\"10\"");
    assertThat(beside.texts.getLast()).contains("\"is\":\"11\"").doesNotContain("message_batch");
    assertThat(stranger.texts).isEqualTo(beside.texts);
  }

  @Test
  void whereOneIsTheMostNoneShareAFrame() {
    tellAll(queue(1, Duration.ZERO), 11);
    loop.runPendingTasks();

    assertThat(beside.heard).hasSize(11);
    assertThat(beside.texts).noneMatch(text -> text.contains("message_batch"));
  }

  /** The window is for those that come while a loop is busy. */
  @Test
  void whatComesAloneDoesNotWaitForTheWindow() {
    LoopQueue patient = queue(10, Duration.ofSeconds(10));
    long begun = System.nanoTime();
    tellAll(patient, 1);
    loop.runPendingTasks();
    long took = System.nanoTime() - begun;
    Patience.await().until(() -> System.nanoTime() - begun > 2 * took);
    tellAll(patient, 1);
    loop.runPendingTasks();

    assertThat(beside.heard).hasSize(2);
  }

  @Test
  void whatWasLeftOutIsNoDelivery() {
    beside.reads = false;
    tell("for the two", beside, stranger);
    queue.pass(frame("who is there", 0), both());
    queue.say(beside, () -> {}, List.of(frame("missed", 3)));
    loop.runPendingTasks();

    assertThat(count("realtime.deliveries")).isOne();
    assertThat(count("realtime.frames")).isOne();
    assertThat(count("realtime.frames.passing")).isOne();
  }

  @Test
  void whatIsPassingIsNotKeptForALoopThatIsFarBehindAndThatIsCounted() {
    tellAll(queue, 4_096);
    queue.pass(frame("who is there", 0), both());
    queue.sayPassing(beside, frame("who types", 0));
    loop.runPendingTasks();

    assertThat(beside.heard).contains("4096").doesNotContain("who is there", "who types");
    assertThat(meters.get("realtime.frames.dropped").tag("kind", "passing").counter().count())
        .isEqualTo(3);
  }

  @Test
  void whatWasMissedIsDeliveredWhenItIsToldLater() {
    queue.say(beside, () -> {}, List.of(frame("welcome", 0), frame("missed", 3)));
    loop.runPendingTasks();

    assertThat(count("realtime.deliveries")).isEqualTo(3);
    assertThat(count("realtime.frames")).isOne();
  }

  @Test
  void whatWaitsIsWhatItWillBeOnTheConnections() {
    Frame frame = frame("x".repeat(1_000), 1);
    queue.say(beside, () -> {}, List.of(frame, frame));
    queue.pass(frame, both());
    assertThat(queue.waitingBytes()).isEqualTo(4L * frame.json().length);
    tell("x".repeat(1_000), beside, stranger);
    assertThat(queue.waitingBytes()).isBetween(6_000L, 6_200L);

    loop.runPendingTasks();
    assertThat(queue.waitingBytes()).isZero();
  }

  private static Frame frame(String what, int events) {
    return new Frame(("{\"is\":\"" + what + "\"}").getBytes(UTF_8), null, events);
  }

  private double count(String name) {
    return meters.get(name).counter().count();
  }

  private LoopQueue queue(int batchSize, Duration window) {
    return new LoopQueue(
        loop.eventLoop(),
        new DeliveryProperties(batchSize, window, DataSize.ofKilobytes(100)),
        new DeliveryFigures(Clock.systemUTC(), meters));
  }

  /** As in a room where nobody comes or goes. */
  private void tellAll(LoopQueue to, int events) {
    Addressees both = both();
    for (int i = 1; i <= events; i++) {
      to.tell(text(String.valueOf(i)), "here", both);
    }
  }

  private Addressees both() {
    return Addressees.byLoop(List.of(beside, stranger)).getFirst();
  }

  private void tell(String what, Recipient... who) {
    Addressees.byLoop(List.of(who)).forEach(some -> queue.tell(text(what), "here", some));
  }

  private static EventText text(String what) {
    return new EventText(("{\"is\":\"" + what + "\"").getBytes(UTF_8), Instant.EPOCH);
  }

  private final class Listener implements Recipient {

    private final boolean breaks;
    private final List<String> heard = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<ByteBuf> given = new ArrayList<>();
    private int flushes;
    private boolean reads = true;

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
    public boolean write(ByteBuf frame, boolean passing) {
      given.add(frame);
      String text = frame.toString(UTF_8);
      frame.release();
      if (breaks) {
        throw new IllegalStateException("made to fail");
      }
      texts.add(text);
      heard.add(text.replaceAll(".*\"is\":\"([^\"]*)\".*", "$1"));
      return reads;
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
