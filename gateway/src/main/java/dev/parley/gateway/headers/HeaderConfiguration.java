package dev.parley.gateway.headers;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.gateway.request.ClientAddresses;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HeaderSettings.class)
class HeaderConfiguration {

  @Bean
  Cors cors(HeaderSettings settings) {
    return settings.cors();
  }

  @Bean
  AnswerRules answerRules(HeaderSettings settings, Cors cors, ClientAddresses clients) {
    return new AnswerRules(
        settings.security(), cors, settings.cacheControls(), new Transport(clients));
  }

  @Bean
  NettyServerCustomizer refusals(ObjectMapper mapper, AnswerRules rules) {
    var handler = new RefusingHandler(new Refusals(mapper, rules));
    return server ->
        server.doOnChannelInit(
            (_, channel, _) ->
                channel
                    .pipeline()
                    .addBefore(
                        NettyPipeline.ReactiveBridge,
                        RefusingHandler.class.getSimpleName(),
                        handler));
  }
}
