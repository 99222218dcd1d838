package dev.parley.realtime.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one connection missed, told in the order in which it is found. */
public final class Story {

  /** So much is told before the connection must have taken it. */
  private static final int LONG_BYTES = 128 * 1024;

  private static final int LONG_LOOK = 20_000;

  private final Recipient who;
  private final Batch batch;
  private Cursor until;
  private int bytes;
  private int passed;

  public Story(Recipient who, Cursor from, int batchSize) {
    this.who = who;
    this.until = from;
    this.batch = new Batch(batchSize);
  }

  /**
   * @param text null for what is not for this one
   */
  public void pass(int partition, long offset, @Nullable EventText text) {
    until = until.past(partition, offset);
    passed++;
    if (text != null) {
      if (!batch.hasRoomFor(text)) {
        flush();
      }
      batch.add(text, until.text());
      bytes += text.length();
    }
  }

  public boolean isLong() {
    return bytes >= LONG_BYTES || passed >= LONG_LOOK;
  }

  /** How far the connection has come when it has read all that was told. */
  public Cursor tell() {
    flush();
    return until;
  }

  private void flush() {
    if (!batch.isEmpty()) {
      who.queue().say(who, () -> {}, List.of(batch.frame()));
      batch.clear();
    }
  }
}
