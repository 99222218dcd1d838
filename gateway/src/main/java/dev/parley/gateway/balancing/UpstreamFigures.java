package dev.parley.gateway.balancing;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.springframework.cloud.gateway.filter.headers.observation.GatewayContext;
import org.springframework.cloud.gateway.filter.headers.observation.GatewayObservationConvention;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;

/**
 * Calls to instances are timed under a name of their own: under the one that Spring gives them
 * other calls are timed with other tags, and of two such sets Prometheus takes one. No tag holds an
 * address.
 */
@Component
class UpstreamFigures implements GatewayObservationConvention {

  @Override
  public String getName() {
    return "gateway.upstream.requests";
  }

  @Override
  public String getContextualName(GatewayContext context) {
    return "HTTP " + context.getRequest().getMethod().name();
  }

  @Override
  public KeyValues getLowCardinalityKeyValues(GatewayContext context) {
    Route route =
        context.getServerWebExchange().getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    return KeyValues.of(
        KeyValue.of("route", route == null ? "none" : route.getId()),
        KeyValue.of("method", context.getRequest().getMethod().name()),
        KeyValue.of("status", status(context)));
  }

  private static String status(GatewayContext context) {
    HttpStatusCode status =
        context.getResponse() == null ? null : context.getResponse().getStatusCode();
    return status == null ? "none" : Integer.toString(status.value());
  }
}
