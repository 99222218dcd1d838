package dev.parley.chat.file.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every storage does, wherever it keeps the bytes. */
abstract class FileStorageContract {

  /** More than one part, and no whole number of parts. */
  private static final long LARGE = 30L * 1024 * 1024 + 7;

  abstract FileStorage storage();

  /** How many things it keeps, finished or not. */
  abstract long kept() throws IOException;

  @Test
  void givesWhatItGot() throws IOException {
    UUID id = put("hello");

    assertThat(text(id, 0, 5)).isEqualTo("hello");
    assertThat(text(id, 0, 1)).isEqualTo("h");
    assertThat(text(id, 1, 3)).isEqualTo("ell");
    assertThat(text(id, 4, 1)).isEqualTo("o");
  }

  @Test
  void saysWhatIsNotThere() throws IOException {
    UUID id = put("hello");
    storage().delete(id);
    storage().delete(id);
    storage().delete(UUID.randomUUID());

    assertThatThrownBy(() -> text(id, 0, 5)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> text(UUID.randomUUID(), 0, 5)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void takesALargeStreamAPartAtATime() throws IOException {
    UUID id = UUID.randomUUID();
    long before = usedHeap();
    var bytes = new Pattern(LARGE, () -> usedHeap() - before);

    storage().put(id, bytes);

    // had it been gathered first, all of it would have been in memory at the last read
    assertThat(bytes.mostHeap).isLessThan(20L * 1024 * 1024);
    assertThat(bytes.largestRead).isLessThanOrEqualTo(5 * 1024 * 1024);
    try (InputStream in = storage().open(id, 0, LARGE)) {
      assertThat(Pattern.matches(in, 0)).isEqualTo(LARGE);
    }
    long middle = 11L * 1024 * 1024 - 3;
    try (InputStream in = storage().open(id, middle, 1000)) {
      assertThat(Pattern.matches(in, middle)).isEqualTo(1000);
    }
    storage().delete(id);
  }

  @Test
  void aPartThatIsExactlyFullIsNoReasonForAnEmptyOne() throws IOException {
    long size = 10L * 1024 * 1024;
    UUID id = UUID.randomUUID();

    storage().put(id, new Pattern(size, () -> 0));

    try (InputStream in = storage().open(id, 0, size)) {
      assertThat(Pattern.matches(in, 0)).isEqualTo(size);
    }
    storage().delete(id);
  }

  @Test
  void whatBreaksOffLeavesNothing() throws IOException {
    long before = kept();
    for (long size : new long[] {100, 6 * 1024 * 1024, 12 * 1024 * 1024}) {
      UUID id = UUID.randomUUID();

      assertThatThrownBy(() -> storage().put(id, new Pattern(size, () -> 0).breakingOff()))
          .isInstanceOf(IllegalStateException.class);

      assertThatThrownBy(() -> text(id, 0, 1)).isInstanceOf(NoSuchFileException.class);
    }
    assertThat(kept()).isEqualTo(before);
  }

  @Test
  void ofTwoAtOnceOneIsThereWhole() throws Exception {
    UUID id = UUID.randomUUID();
    int size = 200_000;
    List<String> contents =
        List.of("a".repeat(size), "b".repeat(size), "c".repeat(size), "d".repeat(size));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Object>> puts =
          threads.invokeAll(contents.stream().map(content -> put(id, content)).toList());
      for (Future<Object> put : puts) {
        put.get();
      }
    }

    assertThat(contents).contains(text(id, 0, size));
    storage().delete(id);
  }

  @Test
  void tidyingUpLeavesWhatIsWhole() throws IOException {
    UUID id = put("hello");

    storage().tidy(Instant.now().plusSeconds(60));

    assertThat(text(id, 0, 5)).isEqualTo("hello");
  }

  private UUID put(String content) throws IOException {
    UUID id = UUID.randomUUID();
    storage().put(id, new ByteArrayInputStream(content.getBytes(UTF_8)));
    return id;
  }

  private Callable<Object> put(UUID id, String content) {
    return () -> {
      storage().put(id, new ByteArrayInputStream(content.getBytes(UTF_8)));
      return id;
    };
  }

  private String text(UUID id, long offset, int length) throws IOException {
    try (InputStream in = storage().open(id, offset, length)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @SuppressWarnings("SystemGc") // what is garbage must not count
  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** A stream of known content that is nowhere in memory. */
  private static final class Pattern extends InputStream {

    private static final int LOOK_EVERY = 5 * 1024 * 1024;

    private final long size;
    private final java.util.function.LongSupplier heap;
    private boolean breaksOff;
    private long position;
    private long looked;
    long mostHeap;
    int largestRead;

    Pattern(long size, java.util.function.LongSupplier heap) {
      this.size = size;
      this.heap = heap;
    }

    Pattern breakingOff() {
      breaksOff = true;
      return this;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (position == size && breaksOff) {
        throw new IllegalStateException("the client has gone");
      }
      if (position == size) {
        return -1;
      }
      int read = (int) Math.min(length, size - position);
      for (int i = 0; i < read; i++) {
        buffer[offset + i] = at(position + i);
      }
      position += read;
      largestRead = Math.max(largestRead, read);
      if (position - looked >= LOOK_EVERY || position == size) {
        looked = position;
        mostHeap = Math.max(mostHeap, heap.getAsLong());
      }
      return read;
    }

    private static byte at(long position) {
      return (byte) (position * 31 + position / 4096);
    }

    /** How many bytes there were, all as they should be. */
    static long matches(InputStream in, long from) throws IOException {
      byte[] buffer = new byte[64 * 1024];
      byte[] expected = new byte[buffer.length];
      long position = from;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          expected[i] = at(position + i);
        }
        assertThat(Arrays.equals(buffer, 0, read, expected, 0, read)).isTrue();
        position += read;
      }
      return position - from;
    }
  }
}
