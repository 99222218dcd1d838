package dev.parley.gateway.request;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Where a request ends and for whom it is, it says in one way only: a proxy before us that reads it
 * otherwise would hand one caller's requests to another.
 */
@Component
class Framing implements NettyServerCustomizer {

  @Override
  public HttpServer apply(HttpServer server) {
    return server.doOnChannelInit(
        (_, channel, _) ->
            channel
                .pipeline()
                .addAfter(NettyPipeline.HttpCodec, Framing.class.getSimpleName(), new Reader())
                .addAfter(
                    NettyPipeline.HttpCodec, OldClients.class.getSimpleName(), new OldClients()));
  }

  /** RFC 9112, 2.3, 3.2, 6.1 and 6.3, where it leaves a choice the narrower one. */
  static boolean isPlain(HttpRequest request) {
    boolean recent = HttpVersion.HTTP_1_1.equals(request.protocolVersion());
    if (!recent && !HttpVersion.HTTP_1_0.equals(request.protocolVersion())) {
      return false;
    }
    int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || (recent && hosts == 0)) {
      return false;
    }
    List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return codings.isEmpty()
        || (recent
            && codings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst().strip())
            && !request.headers().contains(HttpHeaderNames.CONTENT_LENGTH));
  }

  private static final class Reader extends ChannelInboundHandlerAdapter {

    private boolean lost;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (lost) {
        // nobody knows whether it is a request or a body
        ReferenceCountUtil.release(message);
        return;
      }
      if (message instanceof HttpRequest request
          && request.decoderResult().isSuccess()
          && !isPlain(request)) {
        lost = true;
        request.setDecoderResult(DecoderResult.failure(new DecoderException("not plain HTTP")));
      }
      context.fireChannelRead(message);
    }
  }
}
