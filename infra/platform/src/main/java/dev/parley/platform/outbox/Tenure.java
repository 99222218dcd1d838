package dev.parley.platform.outbox;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * The relay's work from getting a connection to losing it, on one thread. Whatever fails ends it:
 * the next tenure starts from what the table says.
 */
final class Tenure {
  private final OutboxProperties.Relay settings;
  private final Lease lease;
  private final OutboxRows rows;
  private final Producer<byte[], byte[]> producer;
  private final WakeUps wakeUps;
  private final RelayMeters meters;
  private final ShardQueue[] queues = new ShardQueue[Shards.COUNT];
  private int rowsInFlight;
  private int nextShard;
  private long nextPoll = System.nanoTime();

  Tenure(
      OutboxProperties.Relay settings,
      Lease lease,
      OutboxRows rows,
      Producer<byte[], byte[]> producer,
      WakeUps wakeUps,
      RelayMeters meters) {
    this.settings = settings;
    this.lease = lease;
    this.rows = rows;
    this.producer = producer;
    this.wakeUps = wakeUps;
    this.meters = meters;
    for (int shard = 0; shard < queues.length; shard++) {
      queues[shard] = new ShardQueue(shard);
    }
  }

  /** Works until told to stop; then goes on until nothing is left or {@code giveUp} says so. */
  void run(BooleanSupplier stopping, BooleanSupplier giveUp) throws SQLException {
    while (!giveUp.getAsBoolean()) {
      boolean progress = settleLanded();
      if (System.nanoTime() - nextPoll >= 0) {
        poll();
      }
      takeWakeUps();
      progress |= sendMore();
      if (!progress) {
        if (stopping.getAsBoolean() && lease.shards().noneMatch(s -> queues[s].hasWork())) {
          return;
        }
        wakeUps.signal().await(Math.max(0, nextPoll - System.nanoTime()));
      }
    }
  }

  private boolean settleLanded() throws SQLException {
    boolean settled = false;
    for (ShardQueue queue : queues) {
      for (Flight flight : List.copyOf(queue.flights())) {
        failIfFailed(flight);
        if (flight.landed()) {
          rows.delete(queue.shard(), flight.ids());
          queue.settled(flight);
          rowsInFlight -= flight.ids().length;
          meters.sent(flight, rowsInFlight);
          settled = true;
        }
      }
    }
    return settled;
  }

  /**
   * Once a second: who else is there, is a shard free, was a wake-up lost. Proves the lease, too.
   */
  private void poll() throws SQLException {
    nextPoll = System.nanoTime() + settings.pollEvery().toNanos();
    int share = lease.fairShare();
    List<Integer> mine = new ArrayList<>(lease.shards().boxed().toList());
    for (int i = mine.size() - 1; i >= share; i--) {
      if (queues[mine.get(i)].isIdle()) {
        lease.release(mine.get(i));
      }
    }
    lease.acquire(share);
    wakeUps.owned(lease.owned());
    OutboxRows.Waiting waiting = rows.waiting(lease.owned());
    Shards.in(waiting.shards()).forEach(shard -> queues[shard].mayHaveRows());
    meters.polled(Integer.bitCount(lease.owned()), waiting.oldestSeconds());
  }

  private void takeWakeUps() {
    Shards.in(wakeUps.take()).forEach(shard -> queues[shard].mayHaveRows());
  }

  private boolean sendMore() throws SQLException {
    boolean sent = false;
    for (int i = 0; i < Shards.COUNT && rowsInFlight <= settings.batchRows(); i++) {
      ShardQueue queue = queues[nextShard];
      nextShard = (nextShard + 1) % Shards.COUNT;
      if ((lease.owned() & Shards.bit(queue.shard())) != 0 && queue.wantsToRead()) {
        sent |= sendFrom(queue);
      }
    }
    return sent;
  }

  private boolean sendFrom(ShardQueue queue) throws SQLException {
    OutboxRows.Page page = rows.read(queue.shard(), queue.lastRead(), queue.rowsInFlight());
    if (page.rows().isEmpty()) {
      queue.foundNothing();
      return false;
    }
    Flight flight = new Flight(page.rows(), wakeUps.signal());
    queue.departed(flight, page.more());
    rowsInFlight += page.rows().size();
    meters.departed(rowsInFlight);
    for (OutboxRow row : page.rows()) {
      var _ = producer.send(row.toRecord(), flight);
      // a record that was refused at once must not be overtaken by those behind it
      failIfFailed(flight);
    }
    return true;
  }

  private static void failIfFailed(Flight flight) {
    Exception failure = flight.failure();
    if (failure != null) {
      throw new RelayFailure("Kafka did not take an event", failure);
    }
  }
}
