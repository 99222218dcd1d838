package dev.parley.platform.guestbook;

import dev.parley.testing.ParleyTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the {@link Guestbook}, which all of them share. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParleyTest(
    classes = Guestbook.class,
    traces = true,
    properties = {
      "management.tracing.opentelemetry.export.schedule-delay=100ms",
      "spring.application.name=guestbook",
      "parley.kafka.enabled=false",
      "parley.outbox.enabled=false",
      "parley.inbox.enabled=false",
      "parley.security.public-paths=/open/**",
      "parley.request.at-once=8",
      "parley.request.streamed[0].path=/scrolls/**",
      "parley.request.streamed[0].max-body=2MB",
      "parley.security.session-paths=/security/**",
      "parley.security.read-by-post-paths=/questions",
      "parley.security.token-url=http://127.0.0.1:1/nobody"
    })
public @interface GuestbookTest {}
