package dev.parley.search.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a query may go on.
 *
 * @param text the query as it would be, or the title
 * @param conversationId null where it is a word
 */
record Suggestion(About kind, String text, @Nullable UUID conversationId) {

  enum About {
    @JsonProperty("word")
    WORD,
    @JsonProperty("conversation")
    CONVERSATION
  }
}
