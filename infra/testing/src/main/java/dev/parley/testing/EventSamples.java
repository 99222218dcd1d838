package dev.parley.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a parameterized test with every published {@link Sample} of some event types, or of all that
 * a consumer reads: {@code @ParameterizedTest @EventSamples(readBy = "search-service")}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(EventSamplesProvider.class)
public @interface EventSamples {
  String[] value() default {};

  String readBy() default "";
}
