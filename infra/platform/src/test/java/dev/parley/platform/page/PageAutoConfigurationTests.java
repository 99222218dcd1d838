package dev.parley.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class PageAutoConfigurationTests {
  private final WebApplicationContextRunner context =
      new WebApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(PageAutoConfiguration.class));

  @Test
  void aServiceWithoutASecretStartsAndSignsNothing() {
    context
        .withPropertyValues("parley.secret=")
        .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(CursorCodec.class));
    context.run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(CursorCodec.class));
  }

  @Test
  void aSecretSignsCursors() {
    context
        .withPropertyValues("parley.secret=0123456789abcdef0123456789abcdef")
        .run(started -> assertThat(started).hasSingleBean(CursorCodec.class));
  }
}
