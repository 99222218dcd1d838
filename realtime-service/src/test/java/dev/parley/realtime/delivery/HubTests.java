package dev.parley.realtime.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.event.Visibility;
import dev.parley.realtime.membership.Memberships;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What happens between the steps of joining, which no client can time. */
class HubTests {

  private static final UUID USER = UUID.randomUUID();
  private static final UUID SESSION = UUID.randomUUID();
  private static final UUID ROOM = UUID.randomUUID();
  private static final Memberships NOWHERE = new Memberships(Set.of(), Set.of());
  private static final Memberships IN_ROOM = new Memberships(Set.of(ROOM), Set.of());

  private final Hub hub = new Hub();
  private final Listener listener = new Listener();
  private long offset;

  @Test
  void whoIsAddedWhileJoiningHearsTheRoom() {
    Seat seat = reserve(listener);
    happens(new ChatEvent.MemberAdded(ROOM, USER, null, Visibility.PRIVATE, false));
    seat.open(NOWHERE, HubTests::welcome);
    assertThat(happens(message(1))).containsExactly(listener);
    assertThat(listener.heard()).containsExactly("1 conversations");
  }

  @Test
  void whoIsRemovedWhileJoiningHearsNothing() {
    Seat seat = reserve(listener);
    happens(new ChatEvent.MemberRemoved(ROOM, USER, null, Visibility.PRIVATE));
    seat.open(IN_ROOM, HubTests::welcome);
    assertThat(happens(message(1))).isEmpty();
  }

  @Test
  void nobodyHearsAnythingBeforeTheWelcomeOrAfterLeaving() {
    Seat seat = reserve(listener);
    assertThat(happens(message(1))).isEmpty();
    seat.open(IN_ROOM, HubTests::welcome);
    assertThat(happens(message(2))).hasSize(1);
    seat.leave();
    seat.leave();
    assertThat(happens(message(3))).isEmpty();
    assertThat(hub.ofSession(SESSION)).isEmpty();
  }

  @Test
  void aSecondConnectionOfTheUserKnowsWhatTheFirstDoes() {
    Seat first = reserve(listener);
    first.open(IN_ROOM, HubTests::welcome);
    Listener late = new Listener();
    Seat second = reserve(late);
    happens(new ChatEvent.MemberRemoved(ROOM, USER, null, Visibility.PRIVATE));
    second.open(IN_ROOM, HubTests::welcome);
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
    reserve(listener).open(NOWHERE, HubTests::welcome);
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
    reserve(listener).open(IN_ROOM, HubTests::welcome);
    String before = hub.advance(3, 1, message(1)).cursor();
    assertThat(hub.advance(7, 1, null).recipients()).isEmpty();
    assertThat(hub.advance(3, 2, message(2)).cursor()).isNotEqualTo(before).isNotEmpty();
  }

  private Seat reserve(Recipient who) {
    return Objects.requireNonNull(hub.reserve(USER, SESSION, who, 5));
  }

  private Set<Recipient> happens(ChatEvent event) {
    return hub.advance(0, offset++, event).recipients();
  }

  private static ChatEvent message(long seq) {
    return new ChatEvent.MessagePosted(ROOM, seq, null, Visibility.PRIVATE, false);
  }

  private static ByteBuf welcome(Standing standing) {
    return TextFrames.encode((standing.conversations().size() + " conversations").getBytes(UTF_8));
  }

  private static final class Listener implements Recipient {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final LoopQueue queue = new LoopQueue(channel.eventLoop());
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
    public void write(ByteBuf frame) {
      heard.add(frame.skipBytes(2).toString(UTF_8));
      frame.release();
    }

    @Override
    public void flush() {}

    @Override
    public void sessionRevoked() {}
  }
}
