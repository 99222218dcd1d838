package dev.parley.platform.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parley.testing.Patience;
import dev.parley.testing.TinyServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Against something that takes what a Sentry-compatible server takes. */
class ErrorReportsIntegrationTests {

  private static final Logger log = LoggerFactory.getLogger(ErrorReportsIntegrationTests.class);

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ErrorReportsAutoConfiguration.class))
          .withPropertyValues("spring.application.name=guestbook");

  @Test
  void anErrorComesWithWhatWentBeforeAndItsTrace() {
    try (var sink = new Sink()) {
      service
          .withPropertyValues("parley.errors.dsn=" + sink.dsn())
          .run(
              _ -> {
                MDC.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
                log.info("a guest came");
                log.error("the door is jammed", new IllegalStateException("rust"));
                Patience.await().until(() -> !received.isEmpty());
              });
      MDC.clear();
      assertThat(received.getFirst())
          .contains("the door is jammed", "a guest came", "IllegalStateException", "rust")
          .contains("\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\"", "guestbook@")
          .doesNotContain("\"request\":", "\"user\":{");
    }
  }

  @Test
  void aWarningIsNone() {
    try (var sink = new Sink()) {
      service
          .withPropertyValues("parley.errors.dsn=" + sink.dsn())
          .run(_ -> log.warn("it is getting late"));
      assertThat(received).isEmpty();
    }
  }

  @Test
  void withoutAnAddressThereIsNothingOfIt() {
    service
        .withPropertyValues("parley.errors.dsn=")
        .run(context -> assertThat(context).doesNotHaveBean(ErrorReports.class));
  }

  private final class Sink implements AutoCloseable {
    private final HttpServer server;

    Sink() {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server.createContext(
          "/",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean zipped =
                "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            received.add(new String(zipped ? unzipped(body) : body, UTF_8));
            TinyServer.answer(exchange, 200, "{}");
          });
      server.start();
    }

    String dsn() {
      return "http://key@127.0.0.1:" + server.getAddress().getPort() + "/1";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private static byte[] unzipped(byte[] body) throws IOException {
    try (var zip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return zip.readAllBytes();
    }
  }
}
