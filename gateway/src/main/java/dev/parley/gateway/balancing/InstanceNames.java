package dev.parley.gateway.balancing;

import io.netty.channel.socket.DatagramChannel;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import java.net.InetSocketAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * Finds out where an instance is that registered by name. The JVM's own way would make all other
 * clients of the event loop wait for the answer.
 */
@Configuration(proxyBeanMethods = false)
class InstanceNames {

  @Bean(destroyMethod = "close")
  AddressResolverGroup<InetSocketAddress> resolverOfInstanceNames(ReactorResourceFactory netty) {
    LoopResources loops = netty.getLoopResources();
    return new DnsAddressResolverGroup(
        new DnsNameResolverBuilder()
            .datagramChannelFactory(
                () ->
                    loops.onChannel(
                        DatagramChannel.class, loops.onServer(LoopResources.DEFAULT_NATIVE))));
  }
}
