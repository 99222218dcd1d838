package dev.parley.chat.message;

import dev.parley.chat.file.Attachments;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A message whose file was deleted is shown without it at once. */
@Component
class AttachmentNews {

  private final RecentMessages recent;

  AttachmentNews(RecentMessages recent) {
    this.recent = recent;
  }

  /** In the transaction that deletes the file. */
  @EventListener
  void removed(Attachments.Removed removed) {
    recent.changed(removed.conversation());
  }
}
