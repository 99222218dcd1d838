package dev.parley.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** What {@link ParleyTest} asks for; equal wishes share one cached Spring context. */
record ParleyTestSettings(String postgres, boolean redis, boolean kafka, boolean traces)
    implements ContextCustomizer {

  static ParleyTestSettings of(ParleyTest test) {
    return new ParleyTestSettings(test.postgres(), test.redis(), test.kafka(), test.traces());
  }

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    var sources = context.getEnvironment().getPropertySources();
    var settings = new MapPropertySource("parley-test", settings());
    String inlined = TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME;
    if (sources.contains(inlined)) {
      sources.addAfter(inlined, settings); // what a test says for itself wins
    } else {
      sources.addFirst(settings);
    }
  }

  private Map<String, Object> settings() {
    TestServers.prepare(!postgres.isEmpty(), redis, kafka);
    Map<String, Object> settings = new LinkedHashMap<>(TestSettings.common());
    if (!postgres.isEmpty()) {
      TestDatabase database = TestServers.database(postgres);
      settings.put("POSTGRES_URL", database.url());
      settings.put("POSTGRES_USER", database.user());
      settings.put("POSTGRES_PASSWORD", database.password());
    }
    if (redis) {
      settings.put("REDIS_URL", TestServers.redis().url());
      settings.putAll(TestSettings.patience());
    }
    if (kafka) {
      settings.put("KAFKA_BOOTSTRAP_SERVERS", TestServers.kafka().bootstrapServers());
    }
    if (traces) {
      // the platform reads the endpoint's variable before a test can set it
      settings.put("management.otlp.tracing.endpoint", OtlpReceiver.shared().tracesUrl());
      settings.put("management.tracing.sampling.probability", "1.0");
    }
    return settings;
  }
}
