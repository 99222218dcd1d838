package dev.parley.gateway.balancing;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.socket.DatagramChannel;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import jakarta.annotation.PreDestroy;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import reactor.netty.resources.LoopResources;

/**
 * Connects to instances on the event loop of the client: nothing that goes from one to the other
 * changes threads.
 */
@Component
public class InstanceConnector {

  private final AddressResolverGroup<InetSocketAddress> names;

  @Autowired
  InstanceConnector(ReactorResourceFactory netty) {
    this(withoutBlocking(netty.getLoopResources()));
  }

  InstanceConnector(AddressResolverGroup<InetSocketAddress> names) {
    this.names = names;
  }

  /** The JVM's own way would make all other clients of the event loop wait for the answer. */
  private static AddressResolverGroup<InetSocketAddress> withoutBlocking(LoopResources loops) {
    return new DnsAddressResolverGroup(
        new DnsNameResolverBuilder()
            .datagramChannelFactory(
                () ->
                    loops.onChannel(
                        DatagramChannel.class, loops.onServer(LoopResources.DEFAULT_NATIVE))));
  }

  /** Whoever adds the handler says what is read, and when. */
  public Bootstrap beside(Channel client, Duration timeout) {
    return new Bootstrap()
        .group(client.eventLoop())
        .channelFactory(new ReflectiveChannelFactory<>(client.getClass()))
        .resolver(names)
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis());
  }

  @PreDestroy
  void close() {
    names.close();
  }
}
