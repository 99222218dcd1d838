package dev.parley.realtime.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

  private sealed interface Item {}

  private record Told(EventText text, String cursor, Addressees to) implements Item {}

  private record Said(Recipient who, Runnable before, List<Frame> frames, boolean passing)
      implements Item {}

  private record Passed(Frame frame, Addressees to) implements Item {}

  private final EventLoop loop;
  private final DeliveryFigures figures;
  private final long window;
  private final Batch batch;
  private final Queue<Item> items = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile long nextTurn = System.nanoTime();

  public LoopQueue(EventLoop loop, DeliveryProperties properties, DeliveryFigures figures) {
    this.loop = loop;
    this.figures = figures;
    this.window = properties.batchWindow().toNanos();
    this.batch = new Batch(properties.batchSize());
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
    }
  }

  void pass(Frame frame, Addressees to) {
    if (size.get() < FULL) {
      add(new Passed(frame, to));
    }
  }

  private void add(Item item) {
    size.incrementAndGet();
    items.add(item);
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
      items.clear();
      size.set(0);
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
    Set<Recipient> written = Collections.newSetFromMap(new IdentityHashMap<>());
    Addressees to = null;
    Item item = null;
    for (int i = 0; i < ITEMS_A_TURN && (item = items.poll()) != null; i++) {
      size.decrementAndGet();
      switch (item) {
        case Told told -> {
          if (to != null && (to != told.to || !batch.hasRoomFor(told.text))) {
            write(to, written);
          }
          to = told.to;
          batch.add(told.text, told.cursor);
        }
        case Said said -> {
          if (to != null) {
            write(to, written);
            to = null;
          }
          write(said);
          written.add(said.who);
        }
        case Passed passed -> write(passed, written);
      }
    }
    if (to != null) {
      write(to, written);
    }
    written.forEach(Recipient::flush);
    long end = System.nanoTime();
    nextTurn = end + Math.min(window, end - begun);
    if (!items.isEmpty()) {
      wake();
    }
  }

  private void write(Addressees to, Set<Recipient> written) {
    byte[] json = batch.json();
    Map<Wire, ByteBuf> encoded = new EnumMap<>(Wire.class);
    for (Recipient recipient : to.all) {
      ByteBuf frame =
          encoded.computeIfAbsent(recipient.wire(), wire -> wire.encode(json, batch.cursor()));
      recipient.write(frame.retainedDuplicate(), false);
      written.add(recipient);
    }
    encoded.values().forEach(ByteBuf::release);
    figures.written(batch, to.all.length);
    batch.clear();
  }

  private void write(Passed passed, Set<Recipient> written) {
    Map<Wire, ByteBuf> encoded = new EnumMap<>(Wire.class);
    for (Recipient recipient : passed.to.all) {
      ByteBuf frame =
          encoded.computeIfAbsent(
              recipient.wire(), wire -> wire.encode(passed.frame.json(), passed.frame.cursor()));
      recipient.write(frame.retainedDuplicate(), true);
      written.add(recipient);
    }
    encoded.values().forEach(ByteBuf::release);
    figures.passed(passed.to.all.length);
  }

  private static void write(Said said) {
    said.before.run();
    for (Frame frame : said.frames) {
      said.who.write(said.who.wire().encode(frame.json(), frame.cursor()), said.passing);
    }
  }
}
