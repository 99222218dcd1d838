package dev.parley.platform.discovery;

import com.netflix.appinfo.ApplicationInfoManager;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;

/**
 * An instance that stops says so first, at its own readiness and in discovery, and goes on serving
 * until everybody has noticed. Only then does it take no more connections: a request that is under
 * way to it at that moment would be lost.
 */
final class Farewell implements SmartLifecycle {

  private final ApplicationInfoManager manager;
  private final Duration notice;
  private volatile boolean running;

  Farewell(ApplicationInfoManager manager, Duration notice) {
    this.manager = manager;
    this.notice = notice;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    manager.setInstanceStatus(InstanceStatus.DOWN);
    LockSupport.parkNanos(notice.toNanos());
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before all that serves. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
