package dev.parley.chat.conversation;

import dev.parley.platform.cache.CacheWarmer;
import org.springframework.stereotype.Component;

@Component
class ConversationWarmer implements CacheWarmer {

  private final KnownConversations conversations;

  ConversationWarmer(KnownConversations conversations) {
    this.conversations = conversations;
  }

  @Override
  public String cache() {
    return "conversation";
  }

  @Override
  public int warm(int most) {
    return conversations.warm(most);
  }
}
