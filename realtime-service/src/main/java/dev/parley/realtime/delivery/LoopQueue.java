package dev.parley.realtime.delivery;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What waits to be written on one event loop. The loop is woken once, writes all that has gathered
 * and flushes each connection once: system calls, not bytes, are what delivery costs. After a turn
 * that cost much the next one waits, for as long again and never longer than the window, and more
 * gathers for each flush; what comes to an idle loop goes out at once.
 */
public final class LoopQueue {

  private static final int FULL = 4_096;
  private static final int ITEMS_A_TURN = 1_024;

  private sealed interface Item {
    /** About what it will be on the connections that it is for. */
    long bytes();
  }

  private record Told(EventText text, String cursor, Addressees to) implements Item {
    @Override
    public long bytes() {
      return (long) (text.length() + cursor.length()) * to.all.length;
    }
  }

  private record Said(Recipient who, Runnable before, List<Frame> frames, boolean passing)
      implements Item {
    @Override
    public long bytes() {
      long bytes = 0;
      for (Frame frame : frames) {
        bytes += frame.json().length;
      }
      return bytes;
    }
  }

  private record Passed(Frame frame, Addressees to) implements Item {
    @Override
    public long bytes() {
      return (long) frame.json().length * to.all.length;
    }
  }

  private final EventLoop loop;
  private final DeliveryFigures figures;
  private final long window;
  private final int mostInBatch;
  private final Queue<Item> items = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile long nextTurn = System.nanoTime();

  public LoopQueue(EventLoop loop, DeliveryProperties properties, DeliveryFigures figures) {
    this.loop = loop;
    this.figures = figures;
    this.window = properties.batchWindow().toNanos();
    this.mostInBatch = properties.batchSize();
  }

  /** Never waits, so it may be called under a lock. */
  void tell(EventText text, String cursor, Addressees to) {
    add(new Told(text, cursor, to));
  }

  public void say(Recipient who, Runnable before, List<Frame> frames) {
    add(new Said(who, before, frames, false));
  }

  /** What is passing does not wait where much waits already. */
  void sayPassing(Recipient who, Frame frame) {
    if (size.get() < FULL) {
      add(new Said(who, () -> {}, List.of(frame), true));
    } else {
      figures.dropped(true, 1);
    }
  }

  void pass(Frame frame, Addressees to) {
    if (size.get() < FULL) {
      add(new Passed(frame, to));
    } else {
      figures.dropped(true, to.all.length);
    }
  }

  private void add(Item item) {
    size.incrementAndGet();
    bytes.addAndGet(item.bytes());
    items.add(item);
    wake();
  }

  /** What has not come as far as to the connections. */
  public long waitingBytes() {
    return bytes.get();
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
      items.clear();
      size.set(0);
      bytes.set(0);
    } else if (woken.compareAndSet(false, true)) {
      long wait = nextTurn - System.nanoTime();
      if (wait <= 0) {
        loop.execute(this::turn);
      } else {
        ScheduledFuture<?> _ = loop.schedule(this::turn, wait, TimeUnit.NANOSECONDS);
      }
    }
  }

  private void turn() {
    woken.set(false);
    long begun = System.nanoTime();
    try {
      Turn turn = new Turn(mostInBatch, figures);
      Item item;
      for (int i = 0; i < ITEMS_A_TURN && (item = items.poll()) != null; i++) {
        size.decrementAndGet();
        bytes.addAndGet(-item.bytes());
        switch (item) {
          case Told told -> turn.tell(told.text, told.cursor, told.to);
          case Said said -> turn.say(said.who, said.before, said.frames, said.passing);
          case Passed passed -> turn.pass(passed.frame, passed.to);
        }
      }
      turn.end();
    } finally {
      long end = System.nanoTime();
      nextTurn = end + Math.min(window, end - begun);
      if (!items.isEmpty()) {
        wake();
      }
    }
  }
}
