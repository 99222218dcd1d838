package dev.parley.realtime;

import com.sun.net.httpserver.HttpExchange;
import dev.parley.platform.security.ApiToken;
import dev.parley.testing.TestToken;
import dev.parley.testing.TinyServer;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Exchanges API tokens as chat-service would. */
final class Issuer {

  private static final Map<String, String> ISSUED = new ConcurrentHashMap<>();
  private static final TinyServer SERVER = new TinyServer(Issuer::exchange);

  private Issuer() {}

  private static void exchange(HttpExchange exchange) throws IOException {
    String form = SERVER.requests().getLast().body();
    String accessToken = ISSUED.get(form.substring(form.lastIndexOf('=') + 1));
    TinyServer.answer(
        exchange,
        accessToken == null ? 400 : 200,
        "{\"access_token\":\"%s\",\"expires_in\":600}".formatted(accessToken));
  }

  static URI url() {
    return SERVER.url();
  }

  /** An API token that stands for what the access token says. */
  static String apiTokenFor(TestToken accessToken) {
    String text = ApiToken.random(accessToken.session(), new SecureRandom()).text();
    ISSUED.put(text, accessToken.value());
    return text;
  }
}
