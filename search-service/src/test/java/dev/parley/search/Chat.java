package dev.parley.search;

import dev.parley.testing.EventContract;
import dev.parley.testing.KafkaProbe;
import dev.parley.testing.ReceivedRecord;
import dev.parley.testing.Sample;
import dev.parley.testing.TestEvent;
import dev.parley.testing.TestTokens;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Publishes what the chat service would. Users are known by name. */
public final class Chat implements AutoCloseable {
  public static final String TOPIC = "chat.events";

  private final KafkaProbe kafka;
  private final Map<UUID, Long> seqs = new HashMap<>();

  public Chat(KafkaProbe kafka) {
    this.kafka = kafka;
  }

  public static Chat onSharedKafka() {
    return new Chat(KafkaProbe.open());
  }

  public UUID privateConversation(String owner, String title) {
    return conversation(owner, title, "private", null);
  }

  public UUID publicConversation(String owner, String title) {
    return conversation(owner, title, "public", null);
  }

  public UUID projectConversation(String owner, String title, UUID project) {
    return conversation(owner, title, "project", project);
  }

  /** One that was imported. */
  public UUID conversationFrom(String source, String owner, String title) {
    UUID id = UUID.randomUUID();
    publish(
        id,
        changed("chat.conversation.created.v1", id, owner, title, "private", null)
            .with("source", source));
    join(owner, id);
    return id;
  }

  private UUID conversation(String owner, String title, String visibility, @Nullable UUID project) {
    UUID id = UUID.randomUUID();
    publish(id, changed("chat.conversation.created.v1", id, owner, title, visibility, project));
    join(owner, id);
    return id;
  }

  public void update(
      UUID id, String owner, String title, String visibility, @Nullable UUID project) {
    publish(id, changed("chat.conversation.updated.v1", id, owner, title, visibility, project));
  }

  /** What it was at that time, told later than what it is now. */
  public void updateLate(UUID id, String owner, String title, String visibility, Instant at) {
    publish(
        id,
        changed("chat.conversation.updated.v1", id, owner, title, visibility, null)
            .with("updated_at", at));
  }

  private static Sample changed(
      String type, UUID id, String owner, String title, String visibility, @Nullable UUID project) {
    return any(type)
        .with("id", id)
        .with("title", title)
        .with("owner_id", TestTokens.userId(owner))
        .with("visibility", visibility)
        .with("project_id", project)
        .with("created_at", now())
        .with("updated_at", now());
  }

  public void tag(UUID conversation, @Nullable UUID message, String tag) {
    publish(conversation, tagged("chat.tag.added.v1", conversation, message, tag));
  }

  public void untag(UUID conversation, @Nullable UUID message, String tag) {
    publish(conversation, tagged("chat.tag.removed.v1", conversation, message, tag));
  }

  private static Sample tagged(String type, UUID conversation, @Nullable UUID message, String tag) {
    return any(type)
        .with("conversation_id", conversation)
        .with("message_id", message)
        .with("tag", tag);
  }

  public UUID annotate(UUID conversation, @Nullable UUID message, String content) {
    UUID id = UUID.randomUUID();
    publish(
        conversation,
        any("chat.annotation.added.v1")
            .with("id", id)
            .with("conversation_id", conversation)
            .with("message_id", message)
            .with("content", content));
    return id;
  }

  public void unannotate(UUID id, UUID conversation, @Nullable UUID message) {
    publish(
        conversation,
        any("chat.annotation.removed.v1")
            .with("id", id)
            .with("conversation_id", conversation)
            .with("message_id", message));
  }

  public void read(String reader, UUID conversation, long seq) {
    publish(
        conversation,
        any("chat.read.advanced.v1")
            .with("conversation_id", conversation)
            .with("user_id", TestTokens.userId(reader))
            .with("last_read_seq", seq));
  }

  public void nameProject(UUID project, String name) {
    publish(project, any("chat.project.updated.v1").with("id", project).with("name", name));
  }

  public void join(String user, UUID conversation) {
    publish(conversation, member("chat.member.added.v1", user, conversation));
  }

  public void leave(String user, UUID conversation) {
    publish(conversation, member("chat.member.removed.v1", user, conversation));
  }

  public static Sample member(String type, String user, UUID conversation) {
    return any(type).with("conversation_id", conversation).with("user_id", TestTokens.userId(user));
  }

  public void joinProject(String user, UUID project) {
    publish(project, projectMember("chat.project_member.added.v1", user, project));
  }

  public void leaveProject(String user, UUID project) {
    publish(project, projectMember("chat.project_member.removed.v1", user, project));
  }

  private static Sample projectMember(String type, String user, UUID project) {
    return any(type).with("project_id", project).with("user_id", TestTokens.userId(user));
  }

  public UUID post(String author, UUID conversation, String content) {
    Sample message = message(author, conversation, content);
    publish(conversation, message);
    return UUID.fromString(message.node().required("id").asText());
  }

  public Sample message(String author, UUID conversation, String content) {
    return any("chat.message.posted.v1")
        .with("id", UUID.randomUUID())
        .with("conversation_id", conversation)
        .with("seq", seqs.merge(conversation, 1L, Long::sum))
        .with("author.id", TestTokens.userId(author))
        .with("author.username", author)
        .with("author.display_name", author + " the Great")
        .with("role", "user")
        .with("content", content)
        .with("metadata", Map.of())
        .with("files", List.of())
        .with("created_at", now());
  }

  public void edit(UUID conversation, UUID message, String content) {
    edit(conversation, message, 2, content);
  }

  public void edit(UUID conversation, UUID message, int version, String content) {
    publish(
        conversation,
        any("chat.message.edited.v1")
            .with("id", message)
            .with("conversation_id", conversation)
            .with("version", version)
            .with("content", content));
  }

  public void delete(UUID conversation, UUID message) {
    publish(
        conversation,
        any("chat.message.deleted.v1").with("id", message).with("conversation_id", conversation));
  }

  public void publish(UUID key, Sample event) {
    send(TestEvent.of(key, event));
  }

  /** Whatever it is. */
  public void send(TestEvent event) {
    kafka.publishTo(TOPIC, event);
  }

  /** Without any header. */
  public void sendGarbage(UUID key, byte @Nullable [] value) {
    kafka.sendGarbage(TOPIC, key.toString(), value);
  }

  public List<ReceivedRecord> deadLetters(UUID key) {
    return kafka.readAll(TOPIC + ".dlt").stream()
        .filter(letter -> key.toString().equals(letter.key()))
        .toList();
  }

  private static Sample any(String type) {
    return EventContract.samples(type).findFirst().orElseThrow();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  @Override
  public void close() {
    kafka.close();
  }
}
