package dev.parley.platform.database;

import dev.parley.platform.trace.Spans;
import io.micrometer.core.instrument.MeterRegistry;
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
      ObjectProvider<Spans> spans,
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
                    spans.getIfAvailable(() -> Spans.NONE),
                    namespace(
                        environment.getProperty("spring.datasource.url", ""),
                        environment.getProperty("spring.datasource.username", "")),
                    new SlowStatements(
                        environment.getRequiredProperty(
                            "parley.database.slow-statement", Double.class)),
                    environment.getProperty("parley.database.echo", Boolean.class, false)))
            .build();
      }

      // a schema has the name of its role
      private String namespace(String url, String schema) {
        int query = url.indexOf('?');
        String address = query < 0 ? url : url.substring(0, query);
        String database = address.substring(address.lastIndexOf('/') + 1);
        return schema.isEmpty() ? database : database + '|' + schema;
      }
    };
  }
}
