package dev.parley.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.annotation.AliasFor;

/**
 * An integration test of a service on a free port, with the servers it names running and every
 * setting a service needs made: {@code @ParleyTest(postgres = "search", kafka = true)}. Discovery
 * is off, keys come from {@link TestTokens}, and metrics and traces are on, as in operation.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest
@AutoConfigureObservability
public @interface ParleyTest {
  /** The role and schema of the service; empty: it has none. */
  String postgres() default "";

  boolean redis() default false;

  boolean kafka() default false;

  /** Sends spans to {@link OtlpReceiver#shared()}. */
  boolean traces() default false;

  @AliasFor(annotation = SpringBootTest.class, attribute = "webEnvironment")
  WebEnvironment webEnvironment() default WebEnvironment.RANDOM_PORT;

  @AliasFor(annotation = SpringBootTest.class, attribute = "classes")
  Class<?>[] classes() default {};

  @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
  String[] properties() default {};
}
