package dev.parley.realtime.delivery;

import dev.parley.realtime.event.ChatEvent;
import dev.parley.realtime.event.MessageRef;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The latest events, in the order in which this instance told them, as many as fit into some
 * memory: who was away for a moment is told from here. Belongs to the hub, under its lock.
 */
final class Ring {

  /** What an entry takes besides its text, roughly. */
  private static final int OVERHEAD = 250;

  /**
   * @param says the message of which it tells what it says
   * @param deletes the message that it says is gone
   */
  record Entry(
      int partition,
      long offset,
      Reach reach,
      EventText text,
      @Nullable MessageRef says,
      @Nullable MessageRef deletes) {
    int bytes() {
      return text.length() + OVERHEAD;
    }
  }

  private final long mostBytes;
  private Entry[] entries = new Entry[1024];

  /** Entries are numbered for ever; the number modulo the array's length is where one is. */
  private long first;

  private long end;
  private long bytes;

  /** What was said before is here no longer than its deletion. */
  private final Set<MessageRef> deleted = new HashSet<>();

  /** By partition: from which offset on all is here, and the last offset that is. */
  private long[] kept = new long[0];

  private long[] last = new long[0];

  Ring(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Nothing before this offset will ever be here. */
  void startAt(int partition, long offset) {
    if (partition >= kept.length) {
      kept = Arrays.copyOf(kept, partition + 1);
    }
    kept[partition] = offset;
  }

  private void toldAt(int partition, long offset) {
    if (partition >= last.length) {
      int known = last.length;
      last = Arrays.copyOf(last, partition + 1);
      Arrays.fill(last, known, last.length, -1);
    }
    last[partition] = offset;
  }

  void add(int partition, long offset, ChatEvent event, EventText text) {
    Entry entry = entry(partition, offset, event, text);
    if (entry.deletes != null) {
      deleted.add(entry.deletes);
    }
    if (end - first == entries.length) {
      grow();
    }
    entries[slot(end++)] = entry;
    toldAt(partition, offset);
    bytes += entry.bytes();
    while (bytes > mostBytes && first < end) {
      Entry old = entries[slot(first)];
      startAt(old.partition, old.offset + 1);
      bytes -= old.bytes();
      first++;
      if (old.deletes != null) {
        deleted.remove(old.deletes);
      }
    }
  }

  private static Entry entry(int partition, long offset, ChatEvent event, EventText text) {
    MessageRef says = event instanceof ChatEvent.WithContent content ? content.message() : null;
    MessageRef deletes =
        event instanceof ChatEvent.MessageDeleted deletion ? deletion.message() : null;
    return new Entry(partition, offset, Reach.of(event), text, says, deletes);
  }

  /** Messages that were deleted since what is here began. */
  Set<MessageRef> deleted() {
    return Set.copyOf(deleted);
  }

  /** Whether it tells what is deleted by now. */
  boolean isOutdated(Entry entry) {
    return entry.says != null && deleted.contains(entry.says);
  }

  private void grow() {
    Entry[] larger = new Entry[entries.length * 2];
    for (long i = first; i < end; i++) {
      larger[(int) (i % larger.length)] = entries[slot(i)];
    }
    entries = larger;
  }

  private int slot(long number) {
    return (int) (number % entries.length);
  }

  /** Whether all that came after is here. */
  boolean reachesBackTo(Cursor cursor) {
    for (int partition = 0; partition < kept.length; partition++) {
      if (cursor.at(partition) < kept[partition]) {
        return false;
      }
    }
    return true;
  }

  int partitions() {
    return kept.length;
  }

  Cursor beginning(int log) {
    return new Cursor(log, kept.clone());
  }

  /**
   * The number of the first entry that somebody who has come so far may not know. Looked for from
   * the end, since nearly everybody was away for a moment only.
   */
  long firstAfter(Cursor cursor) {
    boolean[] found = new boolean[last.length];
    int left = last.length;
    for (int partition = 0; partition < last.length; partition++) {
      if (last[partition] < cursor.at(partition)) {
        found[partition] = true;
        left--;
      }
    }
    long candidate = end;
    for (long i = end - 1; i >= first && left > 0; i--) {
      Entry entry = at(i);
      if (entry.offset >= cursor.at(entry.partition)) {
        candidate = i;
      } else if (!found[entry.partition]) {
        found[entry.partition] = true;
        left--;
      }
    }
    return candidate;
  }

  long first() {
    return first;
  }

  long end() {
    return end;
  }

  Entry at(long number) {
    return entries[slot(number)];
  }
}
