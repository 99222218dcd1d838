package dev.parley.platform.guestbook;

import java.util.concurrent.Semaphore;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whoever asks here waits until a test lets go. */
@RestController
public final class WaitingRoom {

  private final Semaphore open = new Semaphore(0);

  @GetMapping("/waiting")
  String waiting() throws InterruptedException {
    open.acquire();
    return "at last";
  }

  public int waitingNow() {
    return open.getQueueLength();
  }

  public void letGo(int guests) {
    open.release(guests);
  }
}
