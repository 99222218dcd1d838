package dev.parley.gateway.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceTests {

  private final Instance one = new Instance("http://10.0.0.1:8081");
  private final Instance two = new Instance("http://10.0.0.2:8081");
  private final Instance three = new Instance("http://10.0.0.3:8081");
  private final Service service = new Service("chat-service");
  private final long now = System.nanoTime();

  @BeforeEach
  void allAreReady() {
    service.ready(List.of(one, two, three));
  }

  @Test
  void eachHasItsTurn() {
    assertThat(chosen(6, Balance.ROUND_ROBIN)).containsExactly(one, two, three, one, two, three);
  }

  @Test
  void theLeastLoadedIsChosenAndOfEquals_eachInTurn() {
    one.enter();
    one.enter();
    two.enter();
    assertThat(chosen(3, Balance.LEAST_LOADED)).containsOnly(three);

    one.leave();
    three.enter();
    assertThat(chosen(3, Balance.LEAST_LOADED)).containsExactlyInAnyOrder(one, two, three);
  }

  @Test
  void oneThatBrokeOffIsAskedOnceASecondUntilItAnswers() {
    two.failed(now);
    assertThat(chosen(6, Balance.ROUND_ROBIN)).doesNotContain(two);
    assertThat(chosen(6, Balance.LEAST_LOADED)).doesNotContain(two);

    long later = now + TimeUnit.SECONDS.toNanos(1);
    assertThat(chosen(6, Balance.ROUND_ROBIN, later)).containsOnlyOnce(two);

    two.answered();
    assertThat(chosen(3, Balance.ROUND_ROBIN, later)).contains(two);
  }

  @Test
  void itsTryIsNotUsedUpByARequestThatGoesElsewhere() {
    two.failed(now);
    two.enter();
    long later = now + TimeUnit.SECONDS.toNanos(1);

    assertThat(chosen(6, Balance.LEAST_LOADED, later)).doesNotContain(two);

    assertThat(two.isFit(later)).isTrue();
  }

  @Test
  void whereNoneIsFitOneIsAskedAllTheSame() {
    List.of(one, two, three).forEach(each -> each.failed(now));

    assertThat(service.choose(Balance.ROUND_ROBIN, new Met(), now)).isNotNull();
  }

  @Test
  void whoHasBeenMetIsNotChosenAgain() {
    var met = new Met();
    for (Instance _ : List.of(one, two, three)) {
      met.add(Objects.requireNonNull(service.choose(Balance.LEAST_LOADED, met, now)));
    }

    assertThat(List.of(one, two, three)).allMatch(met::contains);
    assertThat(service.choose(Balance.LEAST_LOADED, met, now)).isNull();
  }

  @Test
  void nobodyIsThere() {
    service.ready(List.of());

    assertThat(service.choose(Balance.ROUND_ROBIN, new Met(), now)).isNull();
  }

  private List<Instance> chosen(int times, Balance balance) {
    return chosen(times, balance, now);
  }

  private List<Instance> chosen(int times, Balance balance, long at) {
    return IntStream.range(0, times)
        .mapToObj(_ -> Objects.requireNonNull(service.choose(balance, new Met(), at)))
        .toList();
  }
}
