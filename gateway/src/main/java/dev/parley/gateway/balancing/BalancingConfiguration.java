package dev.parley.gateway.balancing;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.cloud.loadbalancer.core.ReactorLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The same way of choosing for every service. */
@Configuration(proxyBeanMethods = false)
@LoadBalancerClients(defaultConfiguration = BalancingConfiguration.PerService.class)
class BalancingConfiguration {

  /** One of these for each service, in a context of its own. */
  static class PerService {

    @Bean
    ReactorLoadBalancer<ServiceInstance> nextInstance(
        ObjectProvider<ServiceInstanceListSupplier> suppliers) {
      return new NextInstance(suppliers);
    }
  }
}
