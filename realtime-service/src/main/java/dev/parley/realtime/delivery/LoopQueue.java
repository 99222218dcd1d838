package dev.parley.realtime.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What waits to be written on one event loop. The loop is woken once, writes all that has gathered
 * and flushes each connection once: system calls, not bytes, are what delivery costs. There is no
 * waiting window; what arrives while the loop is busy goes out together.
 */
public final class LoopQueue {

  private static final int FULL = 4_096;
  private static final int FRAMES_A_TURN = 512;

  private record Item(ByteBuf frame, List<Recipient> recipients) {}

  private final EventLoop loop;
  private final Queue<Item> items = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicBoolean woken = new AtomicBoolean();

  public LoopQueue(EventLoop loop) {
    this.loop = loop;
  }

  /** Takes over one reference to the frame. Never waits, so it may be called under a lock. */
  void add(ByteBuf frame, List<Recipient> recipients) {
    size.incrementAndGet();
    items.add(new Item(frame, recipients));
    wake();
  }

  /** Holds the reader of events back while this loop cannot keep up, which bounds memory. */
  void awaitRoom() {
    while (size.get() >= FULL
        && !loop.isShuttingDown()
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(200_000);
    }
  }

  private void wake() {
    if (loop.isShuttingDown()) {
      discard();
    } else if (woken.compareAndSet(false, true)) {
      loop.execute(this::drain);
    }
  }

  private void drain() {
    woken.set(false);
    Set<Recipient> written = Collections.newSetFromMap(new IdentityHashMap<>());
    Item item = null;
    for (int i = 0; i < FRAMES_A_TURN && (item = items.poll()) != null; i++) {
      size.decrementAndGet();
      for (Recipient recipient : item.recipients) {
        recipient.write(item.frame.retainedDuplicate());
        written.add(recipient);
      }
      item.frame.release();
    }
    written.forEach(Recipient::flush);
    if (!items.isEmpty()) {
      wake();
    }
  }

  private void discard() {
    for (Item item = items.poll(); item != null; item = items.poll()) {
      size.decrementAndGet();
      item.frame.release();
    }
  }
}
