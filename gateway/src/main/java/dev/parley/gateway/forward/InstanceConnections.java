package dev.parley.gateway.forward;

import dev.parley.gateway.balancing.Instance;
import dev.parley.gateway.balancing.InstanceConnector;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Opens connections to instances, and keeps them. */
@Component
@EnableConfigurationProperties(ForwardSettings.class)
class InstanceConnections {

  private static final int LONGEST_LINE = 4096;
  private static final int CHUNK = 16 * 1024;

  private final ForwardSettings settings;
  private final InstanceConnector connector;
  private final Kept kept;
  private final SslContext tls;

  InstanceConnections(ForwardSettings settings, InstanceConnector connector) throws SSLException {
    this.settings = settings;
    this.connector = connector;
    this.kept = new Kept(settings.idleTimeout().toNanos());
    this.tls = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS").build();
  }

  /** To be called on the loop, which {@code then} is called on too. */
  void find(
      Channel client,
      Instance instance,
      BiConsumer<@Nullable InstanceConnection, @Nullable Throwable> then) {
    InstanceConnection known = kept.take(instance);
    if (known != null) {
      then.accept(known, null);
      return;
    }
    ChannelFuture connecting =
        bootstrap(client, instance).connect(instance.host(), instance.port());
    var _ =
        connecting.addListener(
            done ->
                then.accept(
                    done.isSuccess()
                        ? connecting.channel().pipeline().get(InstanceConnection.class)
                        : null,
                    done.cause()));
  }

  private Bootstrap bootstrap(Channel client, Instance instance) {
    return connector
        .beside(client, settings.connectTimeout())
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                if (instance.base().startsWith("https:")) {
                  channel
                      .pipeline()
                      .addLast(tls.newHandler(channel.alloc(), instance.host(), instance.port()));
                }
                channel
                    .pipeline()
                    .addLast(
                        new HttpClientCodec(
                            LONGEST_LINE, (int) settings.maxHeaderSize().toBytes(), CHUNK),
                        new InstanceConnection(instance, kept, channel));
              }
            });
  }
}
