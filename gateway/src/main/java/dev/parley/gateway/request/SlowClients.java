package dev.parley.gateway.request;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** A connection on which nothing comes is given to somebody else. */
@Component
class SlowClients implements NettyServerCustomizer {

  private final Duration betweenReads;
  private final Duration wholeBody;
  private final Duration betweenRequests;

  SlowClients(
      @Value("${parley.gateway.client.read-timeout}") Duration betweenReads,
      @Value("${parley.gateway.client.idle-timeout}") Duration betweenRequests,
      BodyRules bodies) {
    this.betweenReads = betweenReads;
    // also where nobody reads the body; where somebody does, the path's own deadline ends it
    this.wholeBody = bodies.longestTimeout();
    this.betweenRequests = betweenRequests;
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return server.readTimeout(betweenReads).requestTimeout(wholeBody).idleTimeout(betweenRequests);
  }
}
