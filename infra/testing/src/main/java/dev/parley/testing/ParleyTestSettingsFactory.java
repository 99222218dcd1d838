package dev.parley.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Found by Spring's test framework through spring.factories. */
final class ParleyTestSettingsFactory implements ContextCustomizerFactory {
  @Override
  public @Nullable ParleyTestSettings createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
    ParleyTest test = TestContextAnnotationUtils.findMergedAnnotation(testClass, ParleyTest.class);
    return test == null ? null : ParleyTestSettings.of(test);
  }
}
