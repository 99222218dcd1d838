package dev.parley.gateway.route;

import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.ReactiveLoadBalancerClientFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.core.Ordered;

/**
 * A step of a request on its way to a service. Plain routes consist of these alone; on others they
 * stand among Spring's filters, which is why their places are named after those.
 */
public interface Stage extends GlobalFilter, Ordered {

  /** The attribute that holds status and headers as the instance sent them. */
  String ANSWER_HEAD = Stage.class.getName() + ".ANSWER_HEAD";

  /** The attribute with a BooleanSupplier that knows whether the instance has all of a request. */
  String SENT = Stage.class.getName() + ".SENT";

  /** Outside of all that chooses and asks an instance, and of what writes its answer. */
  int CACHE_ORDER = NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 10;

  /** Writes the answer when all further ones have found it. */
  int ANSWER_ORDER = NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 5;

  /** Before anything is taken or timed that is a service's. */
  int BODY_ORDER = RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER;

  /** In front of everything that has to do with instances. */
  int GUARD_ORDER = RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;

  /** In front of the one of Spring's that refuses what no load balancer has seen. */
  int INSTANCE_ORDER = ReactiveLoadBalancerClientFilter.LOAD_BALANCER_CLIENT_FILTER_ORDER - 3;

  /** Where an instance has been chosen. */
  int SOCKET_ORDER = INSTANCE_ORDER + 1;

  /** The last. */
  int CALL_ORDER = INSTANCE_ORDER + 2;
}
