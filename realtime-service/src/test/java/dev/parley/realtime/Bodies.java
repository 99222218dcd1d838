package dev.parley.realtime;

import dev.parley.testing.EventContract;
import dev.parley.testing.Sample;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Event bodies, made from the published samples. */
final class Bodies {

  private Bodies() {}

  static String member(UUID conversation, UUID user, String visibility) {
    return sample("chat.member.removed.v1", "from-a-private-conversation")
        .with("conversation_id", conversation)
        .with("user_id", user)
        .with("visibility", visibility)
        .json();
  }

  static String message(UUID conversation, long seq) {
    return message(conversation, seq, "private", null, "Hello");
  }

  static String message(
      UUID conversation, long seq, String visibility, @Nullable UUID project, String content) {
    return sample("chat.message.posted.v1", "with-files")
        .with("id", UUID.randomUUID())
        .with("conversation_id", conversation)
        .with("seq", seq)
        .with("visibility", visibility)
        .with("project_id", project)
        .with("content", content)
        .json();
  }

  static String deletion(UUID conversation, long seq, String visibility) {
    return sample("chat.message.deleted.v1", "by-its-author")
        .with("conversation_id", conversation)
        .with("seq", seq)
        .with("visibility", visibility)
        .json();
  }

  static String read(UUID conversation, UUID user, long seq, String visibility) {
    return sample("chat.read.advanced.v1", "the-first-message")
        .with("conversation_id", conversation)
        .with("user_id", user)
        .with("last_read_seq", seq)
        .with("visibility", visibility)
        .json();
  }

  static String projectMember(UUID project, UUID user) {
    return sample("chat.project_member.removed.v1", "member")
        .with("project_id", project)
        .with("user_id", user)
        .json();
  }

  static String revoked(UUID session, java.time.Instant tokensExpireAt) {
    return sample("chat.session.revoked.v1", "logged-out")
        .with("session_id", session)
        .with("tokens_expire_at", tokensExpireAt)
        .json();
  }

  static String alert(UUID alert) {
    return sample("ops.alert.raised.v1", "errors-of-all").with("alert_id", alert).json();
  }

  static String cleared(UUID alert) {
    return sample("ops.alert.cleared.v1", "errors-of-all").with("alert_id", alert).json();
  }

  private static Sample sample(String type, String name) {
    return EventContract.sample(type, name);
  }
}
