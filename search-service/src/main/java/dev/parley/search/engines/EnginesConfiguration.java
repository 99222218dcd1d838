package dev.parley.search.engines;

import dev.parley.search.engine.SearchSettings;
import dev.parley.search.engine.lucene.LuceneEngine;
import dev.parley.search.engine.postgres.PostgresEngine;
import dev.parley.search.text.Analysis;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What search is made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchSettings.class)
class EnginesConfiguration {

  @Bean
  Analysis analysis(SearchSettings settings) {
    return new Analysis(settings.languages());
  }

  /** It reads the tables as soon as it starts. */
  @Bean(initMethod = "start", destroyMethod = "close")
  @DependsOn("flywayInitializer")
  @ConditionalOnProperty(name = "search.engine", havingValue = "lucene", matchIfMissing = true)
  LuceneEngine luceneEngine(SearchSettings settings, Analysis analysis, JdbcClient jdbc) {
    return new LuceneEngine(settings.folder(), analysis, jdbc);
  }

  @Bean
  Engines engines(PostgresEngine postgres, Optional<LuceneEngine> lucene) {
    return new Engines(postgres, lucene);
  }
}
