package dev.parley.search;

import dev.parley.testing.ParleyTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;

/** The service with its real database and Kafka, one for all tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ParleyTest(postgres = "search", redis = true, kafka = true, traces = true)
@AutoConfigureObservability
public @interface SearchServiceTest {}
