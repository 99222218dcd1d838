package dev.parley.platform.discovery;

import com.netflix.appinfo.ApplicationInfoManager;
import com.netflix.discovery.AbstractDiscoveryClientOptionalArgs;
import com.netflix.discovery.EurekaClient;
import com.netflix.discovery.EurekaClientConfig;
import com.netflix.discovery.shared.transport.jersey.TransportClientFactories;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.netflix.eureka.CloudEurekaClient;
import org.springframework.cloud.netflix.eureka.EurekaClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * The Eureka client as Spring Cloud makes it, but silent while the application starts: it reads the
 * registry every 2 s from a thread of its own and tells all listeners each time.
 */
@AutoConfiguration(before = EurekaClientAutoConfiguration.class)
@ConditionalOnClass(CloudEurekaClient.class)
@ConditionalOnProperty(
    name = {"eureka.client.enabled", "parley.discovery.enabled"},
    matchIfMissing = true)
public class DiscoveryClientAutoConfiguration {

  @Bean(destroyMethod = "shutdown")
  @ConditionalOnMissingBean
  EurekaClient eurekaClient(
      ApplicationInfoManager manager,
      EurekaClientConfig config,
      TransportClientFactories<?> transport,
      AbstractDiscoveryClientOptionalArgs<?> arguments,
      ConfigurableApplicationContext context) {
    return new CloudEurekaClient(
        manager, config, transport, arguments, new QuietUntilRunning(context));
  }

  @Bean
  Farewell farewell(
      ApplicationInfoManager manager, @Value("${parley.discovery.notice}") Duration notice) {
    return new Farewell(manager, notice);
  }
}
