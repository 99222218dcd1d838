package dev.parley.chat.message;

import dev.parley.chat.event.ChatEvent.Author;
import dev.parley.chat.event.ChatEvent.MessagePosted;
import dev.parley.chat.event.ChatEvents;
import dev.parley.chat.event.ChatEvents.Caused;
import dev.parley.chat.file.Attachments;
import dev.parley.chat.message.Message.Attachment;
import dev.parley.chat.message.PostStore.Last;
import dev.parley.chat.message.PostStore.Locking;
import dev.parley.chat.message.PostStore.Place;
import dev.parley.chat.message.PostStore.Seat;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Posts any number of messages by a handful of statements, in the caller's transaction. What is
 * wrong with one is its own outcome and takes no number; the others do not notice.
 */
@Component
class PostGroup {

  private final PostStore store;
  private final MessageStore messages;
  private final Attachments attachments;
  private final ChatEvents events;
  private final Clock clock;

  PostGroup(
      PostStore store,
      MessageStore messages,
      Attachments attachments,
      ChatEvents events,
      Clock clock) {
    this.attachments = attachments;
    this.store = store;
    this.messages = messages;
    this.events = events;
    this.clock = clock;
  }

  /** An outcome a post, in their order. Posts of a conversation get their numbers in it, too. */
  List<Outcome> post(List<NewPost> posts, Locking how) {
    Set<UUID> conversations =
        posts.stream().map(NewPost::conversation).collect(Collectors.toUnmodifiableSet());
    Map<UUID, Place> places = store.lock(conversations, how);
    Set<UUID> held = Set.of();
    if (how.skipping() && places.size() < conversations.size()) {
      held = store.existing(conversations);
      held.removeAll(places.keySet());
    }
    var group = new Group(places, held, facts(posts, places), clock);
    List<Outcome> outcomes = new ArrayList<>(posts.size());
    for (NewPost post : posts) {
      outcomes.add(group.decide(post));
    }
    if (!group.accepted.isEmpty()) {
      store.write(
          group.last,
          group.seen,
          group.accepted.stream().map(Accepted::message).toList(),
          group.accepted.stream().map(each -> each.post().traceParent()).toList());
      List<Accepted> accepted = group.accepted.stream().map(this::withFiles).toList();
      events.ofChat(accepted.stream().map(Accepted::event).toList());
      Iterator<Accepted> inOrder = accepted.iterator();
      outcomes.replaceAll(
          outcome ->
              outcome instanceof Outcome.Posted
                  ? new Outcome.Posted(inOrder.next().message())
                  : outcome);
    }
    return outcomes;
  }

  /** Once the message is there for the files to belong to. */
  private Accepted withFiles(Accepted accepted) {
    NewPost post = accepted.post();
    return post.fileIds().isEmpty()
        ? accepted
        : new Accepted(
            post,
            accepted
                .message()
                .withFiles(
                    attachments
                        .attach(post.fileIds(), post.author(), post.conversation(), post.id())
                        .stream()
                        .map(
                            f ->
                                new Attachment(
                                    f.id(), f.name(), f.contentType(), f.size(), f.url()))
                        .toList()),
            accepted.place());
  }

  private record Facts(
      Map<Seat, Author> writers, Map<UUID, Seat> known, Map<String, Author> people) {}

  /** Asked with the locks held: of these conversations nothing changes until the commit. */
  private Facts facts(List<NewPost> posts, Map<UUID, Place> places) {
    List<NewPost> placed =
        posts.stream().filter(p -> places.containsKey(p.conversation())).toList();
    if (placed.isEmpty()) {
      return new Facts(Map.of(), Map.of(), Map.of());
    }
    Set<String> names =
        placed.stream()
            .flatMap(post -> Mentions.in(post.content()).stream())
            .collect(Collectors.toUnmodifiableSet());
    return new Facts(
        store.writers(placed.stream().map(PostGroup::seat).distinct().toList()),
        store.seatsOf(
            Stream.concat(
                    placed.stream().filter(NewPost::mayBeThere).map(NewPost::id),
                    placed.stream().map(NewPost::replyToId).filter(Objects::nonNull))
                .collect(Collectors.toUnmodifiableSet())),
        messages.accounts(names).stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    person -> person.username().toLowerCase(Locale.ROOT), Function.identity())));
  }

  private static Seat seat(NewPost post) {
    return new Seat(post.conversation(), post.author());
  }

  private record Accepted(NewPost post, Message message, Place place) {

    Caused event() {
      return new Caused(
          new MessagePosted(
              message.id(),
              place.id(),
              message.seq(),
              place.projectId(),
              place.visibility(),
              message.author(),
              message.role(),
              message.content(),
              message.replyToId(),
              message.mentions(),
              message.filesOfEvents(),
              message.metadata(),
              message.createdAt(),
              false),
          post.traceParent());
    }
  }

  /** Hands out numbers, post by post. */
  private static final class Group {
    private final Map<UUID, Place> places;
    private final Set<UUID> held;
    private final Facts facts;
    private final Map<UUID, Seat> known;
    private final Instant now;
    private final Map<UUID, Last> last = new LinkedHashMap<>();
    private final Map<Seat, Long> seen = new LinkedHashMap<>();
    private final List<Accepted> accepted = new ArrayList<>();

    Group(Map<UUID, Place> places, Set<UUID> held, Facts facts, Clock clock) {
      this.places = places;
      this.held = held;
      this.facts = facts;
      this.known = new HashMap<>(facts.known());
      this.now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Outcome decide(NewPost post) {
      if (held.contains(post.conversation())) {
        return new Outcome.Held();
      }
      Seat seat = seat(post);
      Place place = places.get(post.conversation());
      Author author = facts.writers().get(seat);
      if (place == null || author == null) {
        // whoever may not write there learns neither what they once wrote, nor which ids there are
        return new Outcome.Refused();
      }
      Seat earlier = known.get(post.id());
      if (earlier != null) {
        return earlier.equals(seat) ? new Outcome.Repeated() : new Outcome.IdTaken();
      }
      if (place.archived()) {
        return new Outcome.Refused();
      }
      if (post.replyToId() != null) {
        Seat answered = known.get(post.replyToId());
        if (answered == null || !answered.conversation().equals(post.conversation())) {
          return new Outcome.NothingToAnswer();
        }
      }
      Last before = last.get(place.id());
      long seq = (before == null ? place.lastSeq() : before.seq()) + 1;
      Message message = message(post, seq, author, place);
      last.put(place.id(), new Last(seq, later(place.updatedAt(), message.createdAt())));
      seen.put(seat, seq);
      known.put(post.id(), seat);
      accepted.add(new Accepted(post, message, place));
      return new Outcome.Posted(message);
    }

    private Message message(NewPost post, long seq, Author author, Place place) {
      return new Message(
          post.id(),
          post.conversation(),
          seq,
          author,
          post.role(),
          post.content(),
          post.replyToId(),
          post.metadata(),
          List.of(),
          Mentions.in(post.content()).stream()
              .map(facts.people()::get)
              .filter(Objects::nonNull)
              .sorted(Comparator.comparing(Author::username))
              .toList(),
          List.of(),
          List.of(),
          1,
          post.createdAt() == null ? later(now, place.updatedAt()) : post.createdAt(),
          null,
          null);
    }

    /** Whichever instance's clock is ahead: a later number has no earlier time. */
    private static Instant later(Instant one, Instant other) {
      return (one.isAfter(other) ? one : other).truncatedTo(ChronoUnit.MILLIS);
    }
  }
}
