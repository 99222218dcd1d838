package dev.parley.chat.message;

import dev.parley.chat.event.ChatEvent.ReactionChanged;
import dev.parley.chat.event.ChatEvents;
import dev.parley.chat.message.Message.ReactionCount;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people think of a message, an emoji each. */
@Service
class Reactions {

  private static final int MOST_KINDS = 20;

  /** One emoji, however many code points it is put together of; digits alone are none. */
  private static final Pattern EMOJI =
      Pattern.compile(
          "(?=.*[\\p{IsExtended_Pictographic}\\x{1F1E6}-\\x{1F1FF}\\x{20E3}])"
              + "[\\p{IsEmoji}\\p{IsEmoji_Component}]{1,16}");

  private final JdbcClient jdbc;
  private final MessageStore messages;
  private final MessageChanges changes;
  private final RecentMessages recent;
  private final ChatEvents events;
  private final Clock clock;

  Reactions(
      JdbcClient jdbc,
      MessageStore messages,
      MessageChanges changes,
      RecentMessages recent,
      ChatEvents events,
      Clock clock) {
    this.jdbc = jdbc;
    this.messages = messages;
    this.changes = changes;
    this.recent = recent;
    this.events = events;
    this.clock = clock;
  }

  @Transactional
  public List<ReactionCount> add(UUID id, String emoji, UUID user) {
    if (!EMOJI.matcher(emoji).matches()) {
      throw ProblemException.badRequest(
          "request.invalid_parameter",
          "A reaction is an emoji.",
          new FieldError("emoji", "must be one emoji"));
    }
    Standing standing = changes.locked(id, user);
    Message message = changes.notDeleted(id, user);
    MessageChanges.requireWritable(standing);
    boolean known = message.reactions().stream().anyMatch(r -> r.emoji().equals(emoji));
    if (!known && message.reactions().size() >= MOST_KINDS) {
      throw ProblemException.conflict(
          "reaction.too_many", "A message takes %d kinds of reactions.".formatted(MOST_KINDS));
    }
    int added =
        jdbc.sql(
                "INSERT INTO reaction (message_id, emoji, user_id, created_at) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING")
            .params(id, emoji, user, Timestamp.from(clock.instant()))
            .update();
    return added == 0 ? message.reactions() : told(true, message, standing, emoji, user);
  }

  @Transactional
  public void remove(UUID id, String emoji, UUID user) {
    Standing standing = changes.locked(id, user);
    Message message = changes.notDeleted(id, user);
    int removed =
        jdbc.sql("DELETE FROM reaction WHERE message_id = ? AND emoji = ? AND user_id = ?")
            .params(id, emoji, user)
            .update();
    if (removed > 0) {
      told(false, message, standing, emoji, user);
    }
  }

  private List<ReactionCount> told(
      boolean added, Message message, Standing standing, String emoji, UUID user) {
    recent.changed(standing.conversationId());
    List<ReactionCount> now = changes.notDeleted(message.id(), user).reactions();
    events.ofChat(
        new ReactionChanged(
            added,
            message.id(),
            standing.conversationId(),
            message.seq(),
            standing.projectId(),
            standing.visibility(),
            messages.author(user),
            emoji,
            now.stream()
                .filter(reaction -> reaction.emoji().equals(emoji))
                .mapToInt(ReactionCount::count)
                .sum()));
    return now;
  }
}
