package dev.parley.chat.graphql;

import dev.parley.chat.message.Message;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongSupplier;
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
  private long text;

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
    text += message.content().length() + (long) names(message) * MENTION;
    if (!message.metadata().isEmpty()) {
      text += message.metadata().toString().length();
    }
    if (text > limits.maxText()) {
      throw ProblemException.tooLarge(
          "graphql.too_large",
          "The messages asked for are longer than %d characters together. Ask for fewer at once."
              .formatted(limits.maxText()));
    }
  }
}
