package dev.parley.platform.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/** On one core too a virtual thread runs while another waits for a class. */
@Timeout(60)
class CarriersTests {

  @TempDir private Path folder;

  @Test
  void whoWaitsForAClassStopsNobody() throws Exception {
    assertThat(OwnProcess.of(Service.class, folder, "-XX:ActiveProcessorCount=1").lines())
        .endsWith("initialized");
  }

  @Test
  void anOperatorsChoiceStands() throws Exception {
    assertThat(
            OwnProcess.of(Service.class, folder, "-Djdk.virtualThreadScheduler.parallelism=3")
                .lines())
        .contains("parallelism 3");
  }

  @Configuration(proxyBeanMethods = false)
  static class Service {

    static final CountDownLatch HELD = new CountDownLatch(1);
    static final CountDownLatch RELEASED = new CountDownLatch(1);

    public static void main(String[] arguments) throws InterruptedException {
      new SpringApplicationBuilder(Service.class).web(WebApplicationType.NONE).run(arguments);
      System.out.println(
          "parallelism " + System.getProperty("jdk.virtualThreadScheduler.parallelism"));
      Thread holder = Thread.ofPlatform().start(Slow::touch);
      HELD.await();
      var onItsWay = new CountDownLatch(1);
      Thread waiting =
          Thread.startVirtualThread(
              () -> {
                onItsWay.countDown();
                Slow.touch();
              });
      onItsWay.await();
      Thread.startVirtualThread(RELEASED::countDown);
      holder.join();
      waiting.join();
      System.out.println("initialized");
    }

    static final class Slow {

      static {
        try {
          HELD.countDown();
          RELEASED.await();
        } catch (InterruptedException e) {
          throw new ExceptionInInitializerError(e);
        }
      }

      private Slow() {}

      static void touch() {}
    }
  }
}
