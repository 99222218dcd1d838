package dev.parley.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.sun.net.httpserver.Headers;
import dev.parley.testing.TestTokens;
import dev.parley.testing.TinyServer;
import dev.parley.testing.TinyServer.Behaviour;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Compressed answers, as a client of the gateway meets them. */
@GatewayTest
class CompressionIntegrationTests {

  private static final String LONG = "[" + "\"again\",".repeat(1000) + "1]";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @LocalServerPort private int port;
  @Autowired private MeterRegistry registry;

  @ParameterizedTest
  @ValueSource(strings = {"gzip;q=0.5, br", "gzip", "deflate"})
  void theBodyIsTheSameWhateverItsCoding(String accepted) throws Exception {
    String coding = accepted.substring(accepted.lastIndexOf(' ') + 1);
    Upstreams.at("/api/v1/long", answering(LONG, "ETag", "\"e1.b1\""));
    long before = count(coding);

    HttpResponse<byte[]> answer = get("/api/v1/long", "Accept-Encoding", accepted);

    assertThat(header(answer, "Content-Encoding")).isEqualTo(coding);
    assertThat(header(answer, "Vary")).contains("Accept-Encoding");
    assertThat(header(answer, "ETag")).isEqualTo("\"e1.b1--" + coding + "\"");
    assertThat(header(answer, "Content-Length")).isEqualTo("" + answer.body().length);
    assertThat(answer.body()).hasSizeLessThan(LONG.length() / 10);
    assertThat(decoded(answer)).isEqualTo(LONG);
    assertThat(count(coding)).isEqualTo(before + 1);
  }

  /** Its length is not known to whoever compresses it, and it is more than is held back. */
  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip", "deflate"})
  void aBodyOfAnyLengthStreams(String coding) throws Exception {
    var text = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      text.append(Integer.toHexString(i * 0x9E3779B1)).append('\n');
    }
    Upstreams.at("/api/v1/endless", inChunks(text.toString()));

    HttpResponse<byte[]> answer = get("/api/v1/endless", "Accept-Encoding", coding);

    assertThat(header(answer, "Content-Encoding")).isEqualTo(coding);
    assertThat(decoded(answer)).isEqualTo(text.toString());
  }

  @Test
  void whatWouldNotGainByItIsLeftAsItIs() throws Exception {
    Upstreams.at("/api/v1/short", answering("[1]"));
    Upstreams.at("/api/v1/short-chunks", inChunks("[1]"));

    for (String path : new String[] {"/api/v1/short", "/api/v1/short-chunks"}) {
      HttpResponse<byte[]> answer = get(path, "Accept-Encoding", "br");
      assertThat(header(answer, "Content-Encoding")).as(path).isEmpty();
      assertThat(decoded(answer)).isEqualTo("[1]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cache-Control | no-store",
        "Content-Encoding | identity",
        "Content-Type | text/event-stream",
        "Content-Type | image/png",
      })
  void secretsStreamsAndWhatIsCompressedAlreadyAreLeftAsTheyAre(String header, String value)
      throws Exception {
    Upstreams.at("/api/v1/left", answering(LONG, header, value));

    HttpResponse<byte[]> answer = get("/api/v1/left", "Accept-Encoding", "br, gzip");

    assertThat(new String(answer.body(), UTF_8)).isEqualTo(LONG);
    assertThat(header(answer, "Vary")).doesNotContainIgnoringCase("accept-encoding");
  }

  /** The gateway's own answers know the tag as it was before the body was compressed. */
  @ParameterizedTest
  @CsvSource({
    "/openapi.json, gzip",
    "/openapi.json, br",
    "/asyncapi.yaml, deflate",
    "/docs/swagger-ui.css, br",
  })
  void whatTheGatewayAnswersItselfIsKeptByWhoHasItCompressed(String path, String coding)
      throws Exception {
    String tag = header(get(path, "Accept-Encoding", coding), "ETag");
    assertThat(tag).endsWith("--" + coding + "\"");

    HttpResponse<byte[]> again = get(path, "Accept-Encoding", coding, "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(header(again, "ETag")).isEqualTo(tag);
    assertThat(get(path, "Accept-Encoding", coding, "If-None-Match", "\"x--br\"").statusCode())
        .isEqualTo(200);
  }

  /** It is preferred where a client likes both. */
  @ParameterizedTest
  @ValueSource(strings = {"/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js", "/asyncapi.yaml"})
  void brotliOfWhatIsKeptIsClearlyTheSmallest(String path) throws Exception {
    HttpResponse<byte[]> gzip = get(path, "Accept-Encoding", "gzip");
    HttpResponse<byte[]> brotli = get(path, "Accept-Encoding", "gzip, br");

    assertThat(header(brotli, "Content-Encoding")).isEqualTo("br");
    assertThat(brotli.body().length).isLessThan(gzip.body().length * 9 / 10);
    assertThat(decoded(brotli)).isEqualTo(decoded(gzip));
  }

  /** A cache on the way must know that another client would have got another body. */
  @Test
  void whoAsksForNothingIsToldThatThereIsAChoice() throws Exception {
    Upstreams.at("/api/v1/plain", answering(LONG, "ETag", "\"p\"", "Vary", "Origin"));

    HttpResponse<byte[]> answer = get("/api/v1/plain", "X-Nothing", "asked");

    assertThat(header(answer, "Content-Encoding")).isEmpty();
    assertThat(header(answer, "Vary")).isEqualTo("Origin, Accept-Encoding");
    assertThat(header(answer, "ETag")).isEqualTo("\"p\"");
  }

  /** Here a service answers 304, or lets somebody edit, by the tag that it gave. */
  @Test
  void theTagOfACompressedBodyIsGoodForWhatTheServicesIs() throws Exception {
    Upstreams.at(
        "/api/v1/tagged",
        exchange -> {
          Headers asked = exchange.getRequestHeaders();
          exchange.getResponseHeaders().add("ETag", "\"t\"");
          if (String.valueOf(asked.getFirst("If-None-Match")).contains("\"t\"")) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
          } else if ("PATCH".equals(exchange.getRequestMethod())) {
            TinyServer.answer(exchange, "\"t\"".equals(asked.getFirst("If-Match")) ? 200 : 412, "");
          } else {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            TinyServer.answer(exchange, 200, LONG);
          }
        });
    String tag = header(get("/api/v1/tagged", "Accept-Encoding", "gzip"), "ETag");

    HttpResponse<byte[]> unchanged =
        get("/api/v1/tagged", "Accept-Encoding", "gzip", "If-None-Match", "\"old--br\", " + tag);
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(header(unchanged, "ETag")).isEqualTo(tag).isEqualTo("\"t--gzip\"");
    assertThat(header(unchanged, "Vary")).contains("Accept-Encoding");

    assertThat(send("PATCH", "/api/v1/tagged", "If-Match", tag).statusCode()).isEqualTo(200);
    assertThat(send("PATCH", "/api/v1/tagged", "If-Match", "\"u\"").statusCode()).isEqualTo(412);
  }

  @Test
  void headSaysWhatGetWould() throws Exception {
    Upstreams.at(
        "/api/v1/headed",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.getResponseHeaders().add("Content-Length", "" + LONG.length());
          exchange.getResponseHeaders().add("ETag", "\"h\"");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });

    HttpResponse<byte[]> answer = send("HEAD", "/api/v1/headed", "Accept-Encoding", "gzip");

    assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(answer, "ETag")).isEqualTo("\"h--gzip\"");
    assertThat(header(answer, "Content-Length")).isEmpty();
  }

  private static Behaviour answering(String body, String... headers) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      TinyServer.answer(exchange, 200, body);
    };
  }

  private static Behaviour inChunks(String body) {
    return exchange -> {
      try (exchange) {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
      }
    };
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, BodyPublishers.noBody())
            .header("Authorization", TestTokens.userToken("ada").bearer())
            .headers(headers)
            .build();
    return CLIENT.send(request, BodyHandlers.ofByteArray());
  }

  private long count(String coding) {
    return registry.get("http.compression.ratio").tag("coding", coding).summary().count();
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String decoded(HttpResponse<byte[]> answer) throws IOException {
    byte[] body = answer.body();
    byte[] plain =
        switch (header(answer, "Content-Encoding")) {
          case "br" -> Decoder.decompress(body).getDecompressedData();
          case "gzip" -> new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
          case "deflate" -> new InflaterInputStream(new ByteArrayInputStream(body)).readAllBytes();
          default -> body;
        };
    return new String(plain, UTF_8);
  }
}
