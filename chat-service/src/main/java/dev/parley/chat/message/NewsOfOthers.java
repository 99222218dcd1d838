package dev.parley.chat.message;

import dev.parley.chat.file.Attachments;
import dev.parley.chat.tag.MessageTagged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What other features change of messages is shown at once. */
@Component
class NewsOfOthers {

  private final RecentMessages recent;

  NewsOfOthers(RecentMessages recent) {
    this.recent = recent;
  }

  /** In the transaction that deletes the file. */
  @EventListener
  void removed(Attachments.Removed removed) {
    recent.changed(removed.conversation());
  }

  /** In the transaction that does it. */
  @EventListener
  void tagged(MessageTagged tagged) {
    recent.changed(tagged.conversation());
  }
}
