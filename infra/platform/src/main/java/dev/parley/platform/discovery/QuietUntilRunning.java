package dev.parley.platform.discovery;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Passes events on once the application runs, and drops those before. An event from another thread
 * makes that thread create all listeners; while the main thread creates beans too, the two can wait
 * for each other for ever.
 */
record QuietUntilRunning(ConfigurableApplicationContext context)
    implements ApplicationEventPublisher {

  @Override
  public void publishEvent(Object event) {
    if (context.isActive() && context.isRunning()) {
      context.publishEvent(event);
    }
  }
}
