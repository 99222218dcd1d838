package dev.parley.chat.tag;

import static java.util.function.Predicate.not;

import dev.parley.chat.event.ChatEvents;
import dev.parley.chat.event.MarkEvent.TagChanged;
import dev.parley.chat.target.Target;
import dev.parley.chat.target.Target.Ref;
import dev.parley.chat.target.Target.Spot;
import dev.parley.chat.target.Targets;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts tags on conversations and messages. Who may post there may tag, once archived, too. */
@Service
class Tags {

  static final int MOST = 50;

  private final TagStore store;
  private final Targets targets;
  private final ChatEvents events;

  Tags(TagStore store, Targets targets, ChatEvents events) {
    this.store = store;
    this.targets = targets;
    this.events = events;
  }

  List<String> of(Ref ref, UUID reader) {
    return store.of(targets.readable(ref, reader));
  }

  /** These and no others. */
  @Transactional
  public List<String> replace(Ref ref, Set<String> wanted, IfMatch seen, UUID by) {
    Target target = targets.lockedForWriter(ref, by);
    List<String> before = store.of(target);
    seen.require(new TagController.TagList(before));
    remove(target, before.stream().filter(not(wanted::contains)).toList(), by);
    return add(target, wanted.stream().filter(not(before::contains)).toList(), by);
  }

  @Transactional
  public List<String> add(Ref ref, String tag, UUID by) {
    Target target = targets.lockedForWriter(ref, by);
    List<String> before = store.of(target);
    return before.contains(tag) ? before : add(target, List.of(tag), by);
  }

  @Transactional
  public void remove(Ref ref, String tag, UUID by) {
    Target target = targets.lockedForWriter(ref, by);
    remove(target, store.of(target).stream().filter(tag::equals).toList(), by);
  }

  private List<String> add(Target target, Collection<String> tags, UUID by) {
    Spot message = target.message();
    if (message == null) {
      store.add(List.of(target.conversationId()), tags);
    } else {
      store.add(message, target.conversationId(), tags);
    }
    List<String> now = store.of(target);
    if (now.size() > MOST) {
      throw ProblemException.conflict("tag.too_many", "There is room for %d tags.".formatted(MOST));
    }
    tell(true, target, tags.stream(), by);
    return now;
  }

  private void remove(Target target, Collection<String> tags, UUID by) {
    Spot message = target.message();
    if (message == null) {
      store.remove(List.of(target.conversationId()), tags);
    } else {
      store.remove(message, target.conversationId(), tags);
    }
    tell(false, target, tags.stream(), by);
  }

  private void tell(boolean added, Target target, Stream<String> tags, UUID by) {
    events.allOfChat(
        tags.map(
                tag ->
                    new TagChanged(
                        added,
                        target.conversationId(),
                        target.messageId(),
                        target.seq(),
                        target.projectId(),
                        target.visibility(),
                        tag,
                        by))
            .toList());
  }
}
