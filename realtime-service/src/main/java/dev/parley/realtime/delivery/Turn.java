package dev.parley.realtime.delivery;

import io.netty.buffer.ByteBuf;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an event loop writes in one go. Made anew each time, so that nothing that went wrong in one
 * can reach other people in the next; and who could not be written to is given up alone, since a
 * loss is never silent.
 */
final class Turn {

  private final Batch batch;
  private final DeliveryFigures figures;
  private final Set<Recipient> written = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Whose the batch is. */
  private @Nullable Addressees to;

  Turn(int mostInBatch, DeliveryFigures figures) {
    this.batch = new Batch(mostInBatch);
    this.figures = figures;
  }

  void tell(EventText text, String cursor, Addressees who) {
    if (to != who || !batch.hasRoomFor(text)) {
      writeBatch(written::add);
    }
    to = who;
    batch.add(text, cursor);
  }

  void say(Recipient who, Runnable before, List<Frame> frames, boolean passing) {
    writeBatch(written::add);
    written.add(who);
    try {
      before.run();
      for (Frame frame : frames) {
        if (who.write(who.wire().encode(frame.json(), frame.cursor()), passing)
            && frame.events() > 0) {
          figures.toldLater(frame.events());
        }
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      who.failed(e);
    }
  }

  void pass(Frame frame, Addressees who) {
    figures.passed(
        write(who, wire -> wire.encode(frame.json(), frame.cursor()), true, written::add));
  }

  /**
   * Each connection is flushed once; at once where all that was written is one batch, which is what
   * most turns of a busy room are: what a connection is made of is then looked up once.
   */
  void end() {
    if (written.isEmpty()) {
      writeBatch(Recipient::flush);
    } else {
      writeBatch(written::add);
      written.forEach(Recipient::flush);
    }
  }

  private void writeBatch(Consumer<Recipient> next) {
    Addressees who = to;
    if (who != null) {
      to = null;
      figures.written(
          batch, write(who, wire -> wire.encode(batch.json(), batch.cursor()), false, next));
      batch.clear();
    }
  }

  /** Encoded once for each kind of connection; returns to how many it was written. */
  private int write(
      Addressees who, Function<Wire, ByteBuf> encoding, boolean passing, Consumer<Recipient> next) {
    Map<Wire, ByteBuf> encoded = new EnumMap<>(Wire.class);
    int reached = 0;
    for (Recipient recipient : who.all) {
      try {
        ByteBuf frame = encoded.computeIfAbsent(recipient.wire(), encoding);
        if (recipient.write(frame.retainedDuplicate(), passing)) {
          reached++;
        }
        next.accept(recipient);
      } catch (RuntimeException | OutOfMemoryError e) {
        recipient.failed(e);
      }
    }
    encoded.values().forEach(ByteBuf::release);
    return reached;
  }
}
