package dev.parley.chat.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.conversation.Conversation;
import dev.parley.chat.message.Message;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** One query under way: who asks, how long there is, and how much text there may still be. */
final class Asking {

  /** What a name in a list of mentions or tags takes, roughly. */
  private static final int MENTION = 100;

  private final Caller caller;
  private final boolean byGet;
  private final GraphQlLimits limits;
  private final LongSupplier nanos;
  private final long end;
  private long read;
  private long answered;
  private @Nullable ProblemException refused;

  Asking(Caller caller, boolean byGet, GraphQlLimits limits, LongSupplier nanos) {
    this.caller = caller;
    this.byGet = byGet;
    this.limits = limits;
    this.nanos = nanos;
    this.end = nanos.getAsLong() + limits.timeout().toNanos();
  }

  static Asking in(GraphQLContext context) {
    return Objects.requireNonNull(context.get(Asking.class));
  }

  /** Who reads next, if there is time for it. */
  static UUID reader(DataFetchingEnvironment field) {
    Asking asking = in(field.getGraphQlContext());
    asking.requireTime();
    return asking.user();
  }

  UUID user() {
    return caller.userId();
  }

  boolean byGet() {
    return byGet;
  }

  /** Nothing more is read when the time is over. */
  void requireTime() {
    if (nanos.getAsLong() - end > 0) {
      throw ProblemException.of(
          HttpStatus.GATEWAY_TIMEOUT,
          "graphql.timeout",
          "This takes longer than %d s. Ask for less at once."
              .formatted(Math.max(1, limits.timeout().toSeconds())));
    }
  }

  private static int names(Message message) {
    return message.mentions().size() + message.tags().size();
  }

  /** Called for each message that is read, before the next one is. */
  void weigh(Message message) {
    weigh(message.content().length() + (long) names(message) * MENTION, message.metadata());
  }

  /** Likewise for each conversation. */
  void weigh(Conversation conversation) {
    weigh(conversation.title().length(), conversation.metadata());
  }

  private void weigh(long characters, JsonNode metadata) {
    read += characters;
    if (!metadata.isEmpty()) {
      read += metadata.toString().length();
    }
    require(read);
  }

  /**
   * Called for each field of the answer: what was read once may be asked for under many names and
   * in many places, and is written each time.
   */
  void answers(String name, @Nullable Object value) {
    answered += Written.field(name, value);
    try {
      require(answered);
    } catch (ProblemException tooMuch) {
      refused = tooMuch;
      throw tooMuch;
    }
  }

  /** Why there is no answer, if it became too large while it was put together. */
  @Nullable ProblemException refused() {
    return refused;
  }

  private void require(long characters) {
    if (characters > limits.maxText()) {
      throw ProblemException.tooLarge(
          "graphql.too_large",
          "What is asked for is longer than %d characters together. Ask for less at once."
              .formatted(limits.maxText()));
    }
  }
}
