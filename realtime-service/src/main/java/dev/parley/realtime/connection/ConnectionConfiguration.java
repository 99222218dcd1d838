package dev.parley.realtime.connection;

import java.util.Map;
import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.NettyPipeline;

@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

  /** Its own event loops: stopping one instance must not stop another one in the same JVM. */
  @Bean
  ReactorResourceFactory reactorResources() {
    var resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    return resources;
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
