package dev.parley.chat.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Posts that wait for the next group. Those whose conversation somebody else holds are kept aside
 * and come along again and again, at growing intervals, so that they hold up nobody.
 */
final class PostQueue {

  private static final long IDLE = TimeUnit.SECONDS.toNanos(1);
  private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final PostingProperties limits;
  private final BlockingQueue<WaitingPost> arrived;
  private final Deque<WaitingPost> held = new ArrayDeque<>();
  private volatile int heldNow;
  private long pause = SHORTEST_PAUSE;
  private long nextLook;

  PostQueue(PostingProperties limits) {
    this.limits = limits;
    this.arrived = new ArrayBlockingQueue<>(limits.waiting());
  }

  /** False: too many wait. */
  boolean offer(WaitingPost post) {
    return heldNow < limits.waiting() && arrived.offer(post);
  }

  /** Makes {@link #next} return. */
  void wake() {
    var _ = arrived.offer(WaitingPost.nobodys());
  }

  int size() {
    return arrived.size() + heldNow;
  }

  /**
   * All that has come, up to the limits, begun; perhaps nothing. Waits for a first one and no
   * longer: whoever is alone does not wait for company.
   */
  List<WaitingPost> next() throws InterruptedException {
    long patience = held.isEmpty() ? IDLE : nextLook - System.nanoTime();
    WaitingPost first = arrived.poll(patience, TimeUnit.NANOSECONDS);
    List<WaitingPost> group = new ArrayList<>();
    if (!held.isEmpty() && nextLook - System.nanoTime() <= 0) {
      for (int i = Math.min(held.size(), limits.group()); i > 0; i--) {
        begin(held.removeFirst(), group);
      }
    }
    int room = limits.group();
    int characters = 0;
    for (WaitingPost post = first; post != null; post = arrived.poll()) {
      begin(post, group);
      characters += post.post().content().length();
      if (--room == 0 || characters >= limits.groupCharacters()) {
        break;
      }
    }
    heldNow = held.size();
    return group;
  }

  private static void begin(WaitingPost post, List<WaitingPost> group) {
    if (post.begin()) {
      group.add(post);
    }
  }

  /** Somebody holds their conversations: they are looked at again in a while. */
  void keepAside(List<WaitingPost> posts) {
    if (posts.isEmpty()) {
      if (held.isEmpty()) {
        pause = SHORTEST_PAUSE;
      }
      return;
    }
    held.addAll(posts);
    heldNow = held.size();
    posts.forEach(WaitingPost::putBack);
    nextLook = System.nanoTime() + pause;
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  /** Whether something is known to be held by others. */
  boolean isAnyHeld() {
    return !held.isEmpty();
  }
}
