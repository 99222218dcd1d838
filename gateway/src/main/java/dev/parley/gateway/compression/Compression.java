package dev.parley.gateway.compression;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/** Puts the rules between Netty and whatever answers. */
@Component
@EnableConfigurationProperties(CompressionSettings.class)
class Compression implements NettyServerCustomizer {

  private static final String ENCODING = "Accept-Encoding";
  private static final long COPIES_BYTES = 8 << 20;

  private final CompressionSettings settings;
  private final CompressionRules rules;
  private final Compressors compressors;
  private final AcceptEncoding accepted;
  private final CompressionMeters meters;
  private final CompressedCopies copies = new CompressedCopies(COPIES_BYTES);

  Compression(CompressionSettings settings, MeterRegistry registry) {
    this.settings = settings;
    this.rules = new CompressionRules(settings.minSize().toBytes(), settings.types());
    this.compressors = new Compressors(settings.level());
    this.accepted = new AcceptEncoding(compressors.offered());
    this.meters = new CompressionMeters(registry);
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return settings.enabled()
        ? server.doOnChannelInit(
            (_, channel, _) ->
                channel
                    .pipeline()
                    .addBefore(
                        NettyPipeline.ReactiveBridge,
                        CompressingHandler.class.getSimpleName(),
                        new CompressingHandler(this)))
        : server;
  }

  /** How this answer is to go out, null for as it is. Says in its headers what that rests on. */
  @Nullable Coding codingOf(HttpResponse response, HttpServerRequest request) {
    HttpHeaders headers = response.headers();
    int status = response.status().code();
    if (status == 304) {
      unchanged(headers, request);
      return null;
    }
    long length = length(response);
    if ((length >= 0 && length < rules.minBytes()) || !rules.allow(status, headers::get)) {
      return null;
    }
    variesByEncoding(headers);
    return HttpVersion.HTTP_1_1.equals(request.version()) ? wanted(request) : null;
  }

  CompressedBody bodyOf(Coding coding, ByteBufAllocator memory) {
    return bodyBy(compressors.of(coding), coding, memory);
  }

  private CompressedBody bodyBy(Compressor compressor, Coding coding, ByteBufAllocator memory) {
    return new CompressedBody(coding, compressor, meters, rules.minBytes(), memory);
  }

  /** The whole of it, which is released. */
  ByteBuf compressed(
      FullHttpResponse whole, HttpServerRequest request, Coding coding, ByteBufAllocator memory)
      throws IOException {
    String key = copies.key(request.uri(), coding, whole.headers()::get);
    byte[] copy = key == null ? null : copies.find(key);
    if (copy != null) {
      whole.release();
      return Unpooled.wrappedBuffer(copy);
    }
    CompressedBody body =
        bodyBy(key == null ? compressors.of(coding) : compressors.ofKept(coding), coding, memory);
    body.add(whole.content());
    body.end();
    ByteBuf made = body.take();
    if (key != null) {
      copies.keep(key, ByteBufUtil.getBytes(made));
    }
    return made;
  }

  private @Nullable Coding wanted(HttpServerRequest request) {
    return accepted.preferred(request.requestHeaders().getAll(HttpHeaderNames.ACCEPT_ENCODING));
  }

  private static long length(HttpResponse response) {
    long announced = HttpUtil.getContentLength(response, -1L);
    return announced < 0 && response instanceof FullHttpResponse full
        ? full.content().readableBytes()
        : announced;
  }

  private void unchanged(HttpHeaders headers, HttpServerRequest request) {
    variesByEncoding(headers);
    String tag = headers.get(HttpHeaderNames.ETAG);
    if (tag != null) {
      String known = request.requestHeaders().get(HttpHeaderNames.IF_NONE_MATCH);
      String named = EncodedTags.unchanged(tag, known, wanted(request));
      if (!named.equals(tag)) {
        headers.set(HttpHeaderNames.ETAG, named);
      }
    }
  }

  private static void variesByEncoding(HttpHeaders headers) {
    List<String> before = headers.getAll(HttpHeaderNames.VARY);
    if (before.isEmpty()) {
      headers.set(HttpHeaderNames.VARY, ENCODING);
    } else if (!headers.containsValue(HttpHeaderNames.VARY, ENCODING, true)) {
      headers.set(HttpHeaderNames.VARY, String.join(", ", before) + ", " + ENCODING);
    }
  }
}
