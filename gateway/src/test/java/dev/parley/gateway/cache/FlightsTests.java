package dev.parley.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FlightsTests {

  private final Flights flights = new Flights();
  private final AtomicBoolean stored = new AtomicBoolean();

  @Test
  void oneLeadsAndTheOthersWaitForIt() {
    Flights.Joined first = flights.join("/a");
    Flights.Joined second = flights.join("/a");

    assertThat(first.leads()).isTrue();
    assertThat(second.leads()).isFalse();
    assertThat(flights.join("/b").leads()).isTrue();
    assertThat(second.flight().ended()).isNotDone();

    first.flight().keep(() -> stored.set(true));
    assertThat(second.flight().ended()).isCompletedWithValue(Flights.End.KEPT);
    assertThat(stored).isTrue();
    assertThat(flights.join("/a").leads()).as("the next begins anew").isTrue();
  }

  @Test
  void onlyTheFirstEndCounts() {
    Flights.Flight flight = flights.join("/a").flight();

    flight.end(Flights.End.BROKEN);
    flight.keep(() -> stored.set(true));

    assertThat(flight.ended()).isCompletedWithValue(Flights.End.BROKEN);
    assertThat(stored).isFalse();
    assertThat(flights.isUnderWay("/a")).isFalse();
  }

  /** What was read before somebody changed it must not be kept after. */
  @Test
  void whatWasChangedOnTheWayIsNotKept() {
    Flights.Flight flight = flights.join("/a").flight();

    flights.giveUp("/a");
    flight.keep(() -> stored.set(true));

    assertThat(stored).isFalse();
  }
}
