package dev.parley.search.owner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.parley.local.process.Ports;
import dev.parley.testing.TestTokens;
import dev.parley.testing.TinyServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Has conversations and tells them again, two messages at a time. Users are known by name. */
final class ChatService implements AutoCloseable {
  private static final String TIME = "2026-11-01T12:00:00.000Z";
  private static final int AT_ONCE = 2;
  private static final int CONVERSATIONS = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  record Message(UUID id, long seq, int version, String content, boolean gone, List<String> tags) {}

  record Note(UUID id, String content) {}

  record Conversation(
      UUID id,
      String title,
      String owner,
      List<String> members,
      List<String> tags,
      List<Message> messages,
      List<Note> notes) {}

  private final NavigableMap<String, Conversation> all = new ConcurrentSkipListMap<>();
  private final AtomicInteger retold = new AtomicInteger();
  private final TinyServer server = new TinyServer(this::answer);
  private volatile boolean away;
  private volatile Runnable beforeTelling = () -> {};

  /** No Kafka: what is known comes from here. */
  void isAllThatIsThere(DynamicPropertyRegistry registry) {
    int nobody = Ports.free();
    registry.add("KAFKA_BOOTSTRAP_SERVERS", () -> "127.0.0.1:" + nobody);
    registry.add("search.owner.url", server::url);
    registry.add("parley.security.token-url", () -> server.url() + "/token");
  }

  void put(Conversation conversation) {
    all.put(conversation.id().toString(), conversation);
  }

  void forgetAll() {
    all.clear();
    retold.set(0);
  }

  void away(boolean now) {
    away = now;
  }

  /** Once, when a conversation is asked for. */
  void beforeTelling(Runnable happening) {
    beforeTelling = happening;
  }

  /** In the order in which they are told. */
  List<UUID> ids() {
    return all.keySet().stream().map(UUID::fromString).toList();
  }

  /** How often one was asked for. */
  int retold() {
    return retold.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (away) {
      TinyServer.answer(exchange, 503, "{}");
    } else if (path.equals("/token")) {
      String token = TestTokens.serviceToken("search-service").value();
      TinyServer.answer(exchange, 200, written(Map.of("access_token", token, "expires_in", 600)));
    } else if (path.equals("/internal/retelling")) {
      TinyServer.answer(exchange, 200, written(page(after(exchange))));
    } else if (path.endsWith("/sum")) {
      Conversation one = all.get(path.split("/", -1)[3]);
      TinyServer.answer(
          exchange,
          200,
          written(Map.of("conversations", one == null ? List.of() : List.of(sum(one)))));
    } else {
      Runnable happening = beforeTelling;
      beforeTelling = () -> {};
      retold.incrementAndGet();
      Conversation one = all.get(path.split("/", -1)[3]);
      if (one == null) {
        TinyServer.answer(exchange, 404, "{}");
      } else {
        String told = written(told(one, Long.parseLong(after(exchange))));
        happening.run();
        TinyServer.answer(exchange, 200, told);
      }
    }
  }

  private static String after(HttpExchange exchange) {
    return exchange.getRequestURI().getQuery().replace("after=", "");
  }

  private Map<String, Object> page(String after) {
    return Map.of(
        "conversations",
        all.tailMap(after, false).values().stream()
            .limit(CONVERSATIONS)
            .map(ChatService::sum)
            .toList());
  }

  private static Map<String, Object> told(Conversation one, long after) {
    List<Message> page =
        one.messages().stream().filter(m -> m.seq() > after).limit(AT_ONCE).toList();
    return Map.of(
        "conversation",
        Map.of(
            "id",
            one.id(),
            "title",
            one.title(),
            "owner_id",
            TestTokens.userId(one.owner()),
            "visibility",
            "private",
            "archived",
            false,
            "metadata",
            Map.of(),
            "created_at",
            TIME,
            "updated_at",
            TIME),
        "members",
        one.members().stream().map(TestTokens::userId).toList(),
        "tags",
        one.tags(),
        "messages",
        page.stream().filter(m -> !m.gone()).map(m -> message(one, m)).toList(),
        "deleted",
        page.stream()
            .filter(Message::gone)
            .map(m -> Map.of("id", m.id(), "conversation_id", one.id(), "seq", m.seq()))
            .toList(),
        "message_tags",
        page.stream()
            .flatMap(m -> m.tags().stream().map(tag -> Map.of("message_id", m.id(), "tag", tag)))
            .toList(),
        "annotations",
        after > 0
            ? List.of()
            : one.notes().stream()
                .map(n -> Map.of("id", n.id(), "conversation_id", one.id(), "content", n.content()))
                .toList(),
        "up_to",
        page.isEmpty() ? after : page.getLast().seq(),
        "has_next",
        page.size() == AT_ONCE);
  }

  private static Map<String, Object> message(Conversation one, Message message) {
    return Map.of(
        "id", message.id(),
        "conversation_id", one.id(),
        "seq", message.seq(),
        "author",
            Map.of(
                "id", TestTokens.userId(one.owner()),
                "username", one.owner(),
                "display_name", one.owner()),
        "role", "user",
        "content", message.content(),
        "metadata", Map.of(),
        "files", List.of(),
        "version", message.version(),
        "created_at", TIME);
  }

  /** As it is defined, and not by SQL. */
  private static Map<String, Object> sum(Conversation one) {
    Stream<String> messages =
        one.messages().stream()
            .map(
                m ->
                    m.gone()
                        ? "gone " + m.id()
                        : "message %s %d %d %s"
                            .formatted(m.id(), m.seq(), m.version(), m.content()));
    Stream<String> tags = one.tags().stream().map(tag -> "tag %s %s".formatted(one.id(), tag));
    Stream<String> messageTags =
        one.messages().stream()
            .flatMap(m -> m.tags().stream().map(tag -> "tag %s %s".formatted(m.id(), tag)));
    Stream<String> members =
        one.members().stream().map(name -> "member " + TestTokens.userId(name));
    Stream<String> notes =
        one.notes().stream().map(n -> "note %s %s".formatted(n.id(), n.content()));
    String itself =
        "conversation private f - %s - %s".formatted(TestTokens.userId(one.owner()), one.title());
    long sum =
        Stream.of(Stream.of(itself), messages, tags, messageTags, members, notes)
            .flatMap(facts -> facts)
            .mapToLong(ChatService::hash)
            .reduce(0, (a, b) -> a ^ b);
    return Map.of(
        "id", one.id(),
        "messages", one.messages().stream().filter(m -> !m.gone()).count(),
        "sum", sum);
  }

  private static long hash(String fact) {
    try {
      String plain = fact.replaceAll("[\\x01-\\x1f\\x7f]", " ");
      return ByteBuffer.wrap(MessageDigest.getInstance("MD5").digest(plain.getBytes(UTF_8)))
          .getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String written(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
