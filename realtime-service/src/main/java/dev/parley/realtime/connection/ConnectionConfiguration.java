package dev.parley.realtime.connection;

import dev.parley.platform.overload.Pace;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.NettyPipeline;

@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

  private static final Duration JOINS_KEPT = Duration.ofSeconds(1);

  /** Its own event loops: stopping one instance must not stop another one in the same JVM. */
  @Bean
  ReactorResourceFactory reactorResources() {
    var resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    return resources;
  }

  /** Joining asks the database: after an outage all come back at once, and join one by one. */
  @Bean
  Pace joins(ConnectionProperties properties) {
    return new Pace(properties.joinsPerSecond(), JOINS_KEPT, properties.joinWait());
  }

  /**
   * Connections are opened on the port of everything else: one address in discovery, one port to
   * open.
   */
  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> entrances(
      Handshake handshake, EventStreams streams) {
    Map<String, Entrance> entrances = Map.of("/ws", handshake, "/api/v1/events", streams);
    return factory ->
        factory.addServerCustomizers(
            server ->
                server.doOnChannelInit(
                    (observer, channel, remote) -> {
                      var _ =
                          channel
                              .pipeline()
                              .addAfter(
                                  NettyPipeline.HttpCodec, Takeover.NAME, new Takeover(entrances));
                    }));
  }
}
