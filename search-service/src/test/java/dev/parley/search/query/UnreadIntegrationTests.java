package dev.parley.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is news to whom. */
class UnreadIntegrationTests extends SearchTest {

  /** Who joins has no news yet, and who writes has read what they answer. */
  @Test
  void whatIsUnreadIsWhatOthersWroteSince() {
    UUID conversation = chat.privateConversation("zoe", "news");
    UUID old = chat.post("zoe", conversation, "pangolin");
    chat.join(me, conversation);
    UUID first = chat.post("zoe", conversation, "pangolin");
    UUID second = chat.post("zoe", conversation, "pangolin");
    client.awaitFound(me, "pangolin is:unread", first, second);
    assertThat(client.ids(me, "pangolin -is:unread")).containsExactly(old);

    chat.read(me, conversation, 2);
    client.awaitFound(me, "pangolin is:unread", second);
    chat.read(me, conversation, 1);
    chat.join(me, conversation);
    UUID mine = chat.post(me, conversation, "pangolin");
    client.awaitFound(me, "pangolin", old, first, second, mine);
    assertThat(client.ids(me, "pangolin is:unread")).isEmpty();

    UUID third = chat.post("zoe", conversation, "pangolin");
    client.awaitFound(me, "pangolin is:unread", third);
    assertThat(client.ids("zoe", "pangolin is:unread")).isEmpty();
  }

  /** Somebody else's import is news to nobody, and no sign that its authors have read it. */
  @Test
  void whatWasImportedIsReadByWhoImportedIt() {
    UUID conversation = chat.conversationFrom("slack", "zoe", "imported");
    chat.publish(conversation, chat.message(me, conversation, "aardvark").with("imported", true));
    chat.publish(
        conversation, chat.message("zoe", conversation, "aardvark").with("imported", true));
    chat.join(me, conversation);
    UUID news = chat.post("zoe", conversation, "aardvark");

    client.awaitFound(me, "aardvark is:unread", news);
  }
}
