package dev.parley.bench.realtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Many connections that one thread reads. Who is turned away tries again; so many are opened at a
 * time, from several addresses of this machine.
 */
final class Crowd implements AutoCloseable {

  private static final int AT_ONCE = 64;
  private static final int FROM_EACH_ADDRESS = 100;
  private static final int SAMPLED = 10;
  private static final int BUFFER = 128 * 1024;
  private static final long ASLEEP_NANOS = 20_000_000;
  private static final long RETRY_NANOS = 500_000_000;
  private static final long OPEN_WITHIN_NANOS = 90_000_000_000L;

  private final InetSocketAddress server;
  private final Dialect dialect;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final Marks marks = new Marks();

  /** When somebody tries, or tries again. */
  private record Due(int number, long at) {}

  private final int atOnce;
  private final long retrySpread;
  private final Queue<Due> waiting = new PriorityQueue<>(Comparator.comparingLong(Due::at));
  private final Thread thread;
  private final AtomicLong heard = new AtomicLong();
  private final AtomicInteger listening = new AtomicInteger();
  private volatile Latencies latencies = Latencies.UNWANTED;
  private volatile String lastTrouble = "none";
  private volatile boolean asleep;
  private volatile boolean closed;
  private int opening;

  private Crowd(int port, Dialect dialect, int count, int atOnce, Duration retrySpread)
      throws IOException {
    this.atOnce = atOnce;
    this.retrySpread = retrySpread.toNanos();
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.dialect = dialect;
    this.selector = Selector.open();
    for (int i = 0; i < count; i++) {
      waiting.add(new Due(i, System.nanoTime()));
    }
    thread = Thread.ofPlatform().name("crowd").start(this::run);
  }

  /** Returns when all of them listen. */
  static Crowd open(int port, Dialect dialect, int count) throws IOException {
    return await(new Crowd(port, dialect, count, AT_ONCE, Duration.ofMillis(1)), count);
  }

  /** All try in the same moment, and who is turned away again after up to so long. */
  static Crowd storm(int port, Dialect dialect, int count, Duration retrySpread)
      throws IOException {
    return await(new Crowd(port, dialect, count, count, retrySpread), count);
  }

  private static Crowd await(Crowd crowd, int count) throws IOException {
    long giveUpAt = System.nanoTime() + OPEN_WITHIN_NANOS;
    while (crowd.listening() < count) {
      if (System.nanoTime() > giveUpAt || !crowd.thread.isAlive()) {
        crowd.close();
        throw new IOException(
            "%d of %d listen, the last trouble was: %s"
                .formatted(crowd.listening(), count, crowd.lastTrouble));
      }
      LockSupport.parkNanos(10_000_000);
    }
    return crowd;
  }

  private void run() {
    try {
      while (!closed) {
        if (asleep) {
          LockSupport.parkNanos(ASLEEP_NANOS);
          continue;
        }
        selector.select(this::ready, 20);
        heard.lazySet(marks.counted());
        for (Due due = waiting.peek();
            due != null && opening < atOnce && System.nanoTime() >= due.at;
            due = waiting.peek()) {
          connect(waiting.remove().number);
        }
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      lastTrouble = e.toString();
    }
  }

  private void connect(int number) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    byte[] from = {127, 0, 1, (byte) (1 + number / FROM_EACH_ADDRESS % 250)};
    channel.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
    var _ =
        channel.register(selector, SelectionKey.OP_CONNECT, new Listener(number, dialect, channel));
    var _ = channel.connect(server);
    opening++;
  }

  private void ready(SelectionKey key) {
    var listener = (Listener) key.attachment();
    boolean before = listener.isListening();
    try {
      if (key.isConnectable()) {
        listener.channel().finishConnect();
        listener.connected("127.0.0.1:" + server.getPort());
        key.interestOps(SelectionKey.OP_READ);
      } else {
        boolean sampled = listener.number() % SAMPLED == 0;
        listener.read(buffer, marks, sampled ? latencies : Latencies.UNWANTED);
        if (listener.isListening() && !before) {
          opening--;
          listening.incrementAndGet();
        }
      }
    } catch (IOException e) {
      lost(listener, before, e);
    }
  }

  private void lost(Listener listener, boolean wasListening, IOException why) {
    lastTrouble = why.toString();
    if (wasListening) {
      listening.decrementAndGet();
    } else {
      opening--;
      long pause = ThreadLocalRandom.current().nextLong(RETRY_NANOS, RETRY_NANOS + retrySpread);
      waiting.add(new Due(listener.number(), System.nanoTime() + pause));
    }
    try {
      listener.channel().close();
    } catch (IOException _) {
      // it is gone either way
    }
  }

  /** Connections that are up. */
  int listening() {
    return listening.get();
  }

  /** They read nothing more. */
  void fallAsleep() {
    asleep = true;
  }

  /** Messages, over all connections, so far. */
  long heard() {
    return heard.get();
  }

  /** From now on those of every tenth connection are taken down there. */
  void sampleInto(Latencies sample) {
    latencies = sample;
  }

  String lastTrouble() {
    return lastTrouble;
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
