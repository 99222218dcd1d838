package dev.parley.realtime.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.event.Visibility;
import dev.parley.realtime.membership.Memberships;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What happens between the steps of joining, which no client can time. */
class HubTests {

  private static final UUID USER = UUID.randomUUID();
  private static final UUID SESSION = UUID.randomUUID();
  private static final UUID ROOM = UUID.randomUUID();
  private static final Memberships NOWHERE = new Memberships(Set.of(), Set.of());
  private static final Memberships IN_ROOM = new Memberships(Set.of(ROOM), Set.of());

  private static final DeliveryProperties SETTINGS =
      new DeliveryProperties(10, Duration.ofMillis(10), DataSize.ofKilobytes(100));

  private final Hub hub = new Hub(SETTINGS);
  private final Listener listener = new Listener();
  private long offset;

  @Test
  void whoIsAddedWhileJoiningHearsTheRoom() {
    Seat seat = reserve(listener);
    happens(new ChatEvent.MemberAdded(ROOM, USER, null, Visibility.PRIVATE, false));
    open(seat, NOWHERE);
    assertThat(happens(message(1))).containsExactly(listener);
    assertThat(listener.heard()).containsExactly("1 conversations");
  }

  @Test
  void whoIsRemovedWhileJoiningHearsNothing() {
    Seat seat = reserve(listener);
    happens(new ChatEvent.MemberRemoved(ROOM, USER, null, Visibility.PRIVATE));
    open(seat, IN_ROOM);
    assertThat(happens(message(1))).isEmpty();
  }

  @Test
  void nobodyHearsAnythingBeforeTheWelcomeOrAfterLeaving() {
    Seat seat = reserve(listener);
    assertThat(happens(message(1))).isEmpty();
    open(seat, IN_ROOM);
    assertThat(happens(message(2))).hasSize(1);
    seat.leave();
    seat.leave();
    assertThat(happens(message(3))).isEmpty();
    assertThat(hub.ofSession(SESSION)).isEmpty();
  }

  @Test
  void aSecondConnectionOfTheUserKnowsWhatTheFirstDoes() {
    Seat first = reserve(listener);
    open(first, IN_ROOM);
    Listener late = new Listener();
    Seat second = reserve(late);
    happens(new ChatEvent.MemberRemoved(ROOM, USER, null, Visibility.PRIVATE));
    open(second, IN_ROOM);
    assertThat(late.heard()).containsExactly("0 conversations");
    first.leave();
    assertThat(happens(message(1))).isEmpty();
  }

  @Test
  void aSessionThatIsRevokedWhileJoiningIsFound() {
    reserve(listener);
    assertThat(hub.ofSession(SESSION)).containsExactly(listener);
  }

  @Test
  void whatIsImportedIsNoNewsButItsRoomIsKnown() {
    open(reserve(listener), NOWHERE);
    var added = new ChatEvent.MemberAdded(ROOM, USER, null, Visibility.PRIVATE, true);
    var posted = new ChatEvent.MessagePosted(ROOM, 1, null, Visibility.PRIVATE, true);
    var created = new ChatEvent.ConversationCreated(ROOM, USER, null, Visibility.PRIVATE, true);

    assertThat(happens(created)).isEmpty();
    assertThat(happens(added)).isEmpty();
    assertThat(happens(posted)).isEmpty();
    assertThat(happens(message(2))).containsExactly(listener);
  }

  @Test
  void theCursorMovesWithEveryEventThatIsSeenOrNot() {
    open(reserve(listener), IN_ROOM);
    String before = advance(3, 1, message(1)).cursor();
    hub.skip(7, 1);
    assertThat(advance(3, 2, message(2)).cursor()).isNotEqualTo(before).isNotEmpty();
  }

  /** A busy room's events can share a frame as long as it has the same people. */
  @Test
  void theSamePeopleAreTheSameAddressees() {
    open(reserve(listener), IN_ROOM);
    List<Addressees> before = advance(0, offset++, message(1)).addressees();
    assertThat(advance(0, offset++, message(2)).addressees()).isSameAs(before);

    Listener late = new Listener();
    open(reserve(late), IN_ROOM);
    assertThat(happens(message(3))).containsExactlyInAnyOrder(listener, late);
  }

  @Test
  void watchingAgainChangesNobody() {
    Seat seat = reserve(listener);
    open(seat, IN_ROOM);
    seat.watch(Set.of(ROOM));
    List<Addressees> before = advance(0, offset++, message(1)).addressees();

    seat.watch(Set.of(ROOM, UUID.randomUUID()));
    assertThat(advance(0, offset++, message(2)).addressees()).isSameAs(before);

    seat.watch(Set.of());
    assertThat(advance(0, offset++, message(3)).addressees()).isNotSameAs(before);
  }

  private Seat reserve(Recipient who) {
    return Objects.requireNonNull(hub.reserve(USER, SESSION, who, 5));
  }

  private static void open(Seat seat, Memberships loaded) {
    seat.enter(loaded);
    seat.open(HubTests::welcome);
  }

  private Set<Recipient> happens(ChatEvent event) {
    return advance(0, offset++, event).addressees().stream()
        .flatMap(some -> Stream.of(some.all))
        .collect(Collectors.toSet());
  }

  private Audience advance(int partition, long at, ChatEvent event) {
    return hub.advance(partition, at, event, new EventText("{".getBytes(UTF_8), Instant.EPOCH));
  }

  private static ChatEvent message(long seq) {
    return new ChatEvent.MessagePosted(ROOM, seq, null, Visibility.PRIVATE, false);
  }

  private static List<Frame> welcome(Standing standing) {
    String text = standing.conversations().size() + " conversations";
    return List.of(new Frame(text.getBytes(UTF_8), standing.cursor()));
  }

  private static final class Listener implements Recipient {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final LoopQueue queue =
        new LoopQueue(
            channel.eventLoop(),
            SETTINGS,
            new DeliveryFigures(Clock.systemUTC(), new SimpleMeterRegistry()));
    private final List<String> heard = new ArrayList<>();

    List<String> heard() {
      channel.runPendingTasks();
      return heard;
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
      heard.add(frame.skipBytes(2).toString(UTF_8));
      frame.release();
      return true;
    }

    @Override
    public void flush() {}

    @Override
    public void failed(Throwable cause) {
      throw new AssertionError(cause);
    }

    @Override
    public void sessionRevoked() {}
  }
}
