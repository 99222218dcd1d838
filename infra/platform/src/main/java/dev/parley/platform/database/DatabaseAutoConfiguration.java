package dev.parley.platform.database;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Measures what goes through the service's data source. */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@ConditionalOnClass({DataSource.class, ProxyDataSource.class})
@ConditionalOnProperty(name = "parley.database.enabled", matchIfMissing = true)
public class DatabaseAutoConfiguration {

  @Bean
  static BeanPostProcessor measuredDataSource(
      ObjectProvider<MeterRegistry> registry,
      ObjectProvider<Tracer> tracer,
      Environment environment) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? measured(source) : bean;
      }

      private DataSource measured(DataSource source) {
        return ProxyDataSourceBuilder.create(source)
            .listener(
                new StatementMeter(
                    registry.getObject(),
                    tracer.getIfAvailable(),
                    seconds("parley.database.slow-statement"),
                    environment.getProperty("parley.database.echo", Boolean.class, false)))
            .build();
      }

      // seconds with a fraction, as the documents of the united systems write it
      private Duration seconds(String property) {
        double seconds = environment.getRequiredProperty(property, Double.class);
        return Duration.ofNanos(Math.round(seconds * 1e9));
      }
    };
  }
}
