package dev.parley.metrics.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends one message. It follows nobody elsewhere, reads no answer's body, keeps no cookies and no
 * connection, and knows no proxy: what it connects to has been checked.
 */
final class Sender implements AutoCloseable {

  /** An answer has a status and a few headers; who sends more wants to fill the memory. */
  private static final Http1Config SHORT_ANSWERS =
      Http1Config.custom().setMaxLineLength(8 * 1024).setMaxHeaderCount(100).build();

  private final CloseableHttpClient http;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-deadlines").factory());
  private final Duration within;
  private final String secret;

  Sender(WebhookProperties properties) {
    secret = properties.secret();
    within = properties.timeout();
    var timeout = Timeout.of(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
    var connection =
        ConnectionConfig.custom().setConnectTimeout(timeout).setSocketTimeout(timeout).build();
    http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new PublicAddresses(properties.allowPrivate()))
                    .setDefaultConnectionConfig(connection)
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .http1Config(SHORT_ANSWERS)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(timeout)
                    .setConnectionRequestTimeout(timeout)
                    .build())
            .setConnectionReuseStrategy((_, _, _) -> false)
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableContentCompression()
            .setUserAgent("Parley-Webhooks")
            .build();
  }

  Answered send(Delivery delivery, Instant now) {
    var request = new HttpPost(delivery.url());
    request.setHeader("webhook-id", delivery.id().toString());
    request.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
    request.setHeader(
        "webhook-signature", Signature.of(secret, delivery.id(), now, delivery.body()));
    request.setEntity(
        new StringEntity(delivery.body(), ContentType.APPLICATION_JSON.withCharset(UTF_8)));
    // timeouts are for each read alone, and a byte now and then would go on for ever
    Future<?> deadline =
        deadlines.schedule(request::cancel, within.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return http.execute(
          request,
          answer -> {
            int status = answer.getCode();
            // not read to its end, which need not come
            request.abort();
            return answered(status);
          });
    } catch (IOException e) {
      return new Answered.Failed(e.getClass().getSimpleName() + ": " + e.getMessage());
    } finally {
      deadline.cancel(false);
    }
  }

  private static Answered answered(int status) {
    if (status / 100 == 2) {
      return new Answered.Taken();
    }
    return status == 410 ? new Answered.Gone() : new Answered.Failed("it answers " + status);
  }

  @Override
  public void close() throws IOException {
    deadlines.shutdownNow();
    http.close();
  }
}
