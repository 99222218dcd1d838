package dev.parley.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.testing.Api;
import dev.parley.testing.TestSettings;
import java.text.ParseException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** People who use the service over HTTP. */
@TestConfiguration(proxyBeanMethods = false)
public class ChatClients {

  public static final String PASSWORD = "correct horse battery staple";

  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private final ServletWebServerApplicationContext server;

  ChatClients(ServletWebServerApplicationContext server) {
    this.server = server;
  }

  /** Somebody who has not signed in. */
  public Api anonymous() {
    return Api.atPort(server.getWebServer().getPort());
  }

  /** A new account, signed in. */
  public Person someone() {
    String name = "person" + PEOPLE.incrementAndGet();
    return register(name).signIn();
  }

  public Person admin() {
    return new Person(anonymous(), "admin", TestSettings.ADMIN_PASSWORD).signIn();
  }

  public Person register(String name) {
    anonymous()
        .post(
            "/api/v1/auth/register",
            Map.of("username", name, "email", name + "@example.org", "password", PASSWORD))
        .assertStatus(201);
    return new Person(anonymous(), name, PASSWORD);
  }

  /** An account and how to sign in to it. */
  public record Person(Api anonymous, String name, String password, SignedIn signedIn) {

    Person(Api anonymous, String name, String password) {
      this(anonymous, name, password, SignedIn.NOT);
    }

    /** A session of its own each time. */
    public Person signIn() {
      JsonNode answer =
          anonymous
              .post("/api/v1/auth/login", Map.of("username", name, "password", password))
              .json(200);
      return new Person(anonymous, name, password, SignedIn.of(answer));
    }

    /** As somebody signs in from another place. */
    public Person signInWith(Api place) {
      Person there = new Person(place, name, password).signIn();
      return new Person(anonymous, name, password, there.signedIn());
    }

    public Api api() {
      return anonymous.as(signedIn.accessToken());
    }

    /** An API token with its text. */
    public JsonNode createToken(String... scopes) {
      return api()
          .post("/api/v1/me/tokens", Map.of("name", "a script", "scopes", scopes))
          .json(201);
    }

    public UUID session() {
      return signedIn.session();
    }

    public UUID id() {
      return signedIn.userId();
    }

    public UUID createConversation(String title) {
      return createConversation(Map.of("title", title));
    }

    public UUID createConversation(Map<String, Object> conversation) {
      return api().post("/api/v1/conversations", conversation).id();
    }

    public void invite(UUID conversation, Person other) {
      api()
          .put("/api/v1/conversations/%s/members/%s".formatted(conversation, other.id()), null)
          .assertStatus(200);
    }

    public JsonNode post(UUID conversation, String content) {
      return api()
          .post(
              "/api/v1/conversations/%s/messages".formatted(conversation),
              Map.of("content", content))
          .json(201);
    }
  }

  /** What a login gave. */
  public record SignedIn(UUID userId, String accessToken, String refreshToken) {

    UUID session() {
      try {
        return UUID.fromString(
            SignedJWT.parse(accessToken).getJWTClaimsSet().getStringClaim("sid"));
      } catch (ParseException e) {
        throw new IllegalStateException(e);
      }
    }

    static final SignedIn NOT = new SignedIn(new UUID(0, 0), "", "");

    static SignedIn of(JsonNode answer) {
      return new SignedIn(
          UUID.fromString(answer.at("/user/id").asText()),
          answer.required("access_token").asText(),
          answer.required("refresh_token").asText());
    }
  }
}
