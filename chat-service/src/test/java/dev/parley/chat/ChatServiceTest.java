package dev.parley.chat;

import dev.parley.testing.ParleyTest;
import dev.parley.testing.StatementRecorder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** The service with its real database, Redis and Kafka, one for all tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ParleyTest(
    postgres = "chat",
    redis = true,
    kafka = true,
    traces = true,
    properties = {
      "parley.files.dir=target/files",
      "parley.files.uploads.silent-for=8s",
      "parley.posting.deadline=6s",
      "parley.traces-url=https://traces.test/trace/"
    })
@Import({KnownSigningKey.class, ChatClients.class, Revocations.class, StatementRecorder.class})
public @interface ChatServiceTest {}
