package dev.parley.gateway.balancing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.DefaultResponse;
import org.springframework.cloud.client.loadbalancer.EmptyResponse;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.RequestDataContext;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Mono;

/**
 * Each in turn; a request that is tried again goes to one that it has not met yet. In the seconds
 * until a dead instance is noticed, taking turns alone would lead some requests to it every time.
 */
final class NextInstance implements ReactorServiceInstanceLoadBalancer {

  private static final String TRIED = NextInstance.class.getName() + ".tried";

  private final ObjectProvider<ServiceInstanceListSupplier> suppliers;
  private final AtomicInteger turn = new AtomicInteger();

  NextInstance(ObjectProvider<ServiceInstanceListSupplier> suppliers) {
    this.suppliers = suppliers;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Mono<Response<ServiceInstance>> choose(Request request) {
    Set<String> tried = tried(request);
    return suppliers.getObject().get(request).next().map(instances -> chosen(instances, tried));
  }

  private Response<ServiceInstance> chosen(List<ServiceInstance> all, Set<String> tried) {
    if (all.isEmpty()) {
      return new EmptyResponse();
    }
    List<ServiceInstance> untried =
        all.stream().filter(instance -> !tried.contains(address(instance))).toList();
    List<ServiceInstance> choice = untried.isEmpty() ? all : untried;
    ServiceInstance next = choice.get(Math.floorMod(turn.getAndIncrement(), choice.size()));
    tried.add(address(next));
    return new DefaultResponse(next);
  }

  private static String address(ServiceInstance instance) {
    return instance.getHost() + ':' + instance.getPort();
  }

  /** Lives in the exchange, which all tries of a request share. */
  @SuppressWarnings("unchecked")
  private static Set<String> tried(Request<?> request) {
    if (request.getContext() instanceof RequestDataContext context) {
      Map<String, Object> exchange = context.getClientRequest().getAttributes();
      return (Set<String>) exchange.computeIfAbsent(TRIED, _ -> ConcurrentHashMap.newKeySet());
    }
    return ConcurrentHashMap.newKeySet();
  }
}
