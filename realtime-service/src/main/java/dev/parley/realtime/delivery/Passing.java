package dev.parley.realtime.delivery;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells what is out of date soon: who is there, who is typing. It belongs to no log and has no
 * cursor, and it is the first to be left out where much waits.
 */
@Component
public final class Passing {

  private final Hub hub;

  Passing(Hub hub) {
    this.hub = hub;
  }

  /** To whoever may take part in the conversation. */
  public void tellAllIn(UUID conversation, Frame frame) {
    pass(hub.takingPartIn(conversation), frame);
  }

  /** To the members of these conversations, to each of them once. */
  public void tellMembers(Collection<UUID> conversations, Frame frame) {
    pass(hub.membersOf(conversations), frame);
  }

  public void tellEverybody(Frame frame) {
    pass(hub.everybody(), frame);
  }

  private static void pass(List<Addressees> to, Frame frame) {
    to.forEach(some -> some.queue.pass(frame, some));
  }
}
