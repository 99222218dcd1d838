package dev.parley.gateway.compression;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Compresses answers below everything else, so that whoever made one need not know. Short ones
 * become short ones with a length, so they still go out in one piece; of long ones the beginning is
 * held back until there is enough to send.
 */
@SuppressWarnings("FutureReturnValueIgnored") // whoever waits has given a promise
final class CompressingHandler extends ChannelOutboundHandlerAdapter {

  /** As much as is worth a packet, or some. */
  private static final int ENOUGH = 16_384;

  private final Compression compression;

  /** What waits for the beginning of its body. */
  private @Nullable HttpResponse held;

  private @Nullable CompressedBody body;

  CompressingHandler(Compression compression) {
    this.compression = compression;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof HttpResponse response) {
      begin(context, response, promise);
    } else if (body == null) {
      context.write(message, promise);
    } else {
      goOn(context, body, message, promise);
    }
  }

  private void begin(ChannelHandlerContext context, HttpResponse response, ChannelPromise promise)
      throws IOException {
    var operations = ChannelOperations.get(context.channel());
    if (response.status().code() < 200 || !(operations instanceof HttpServerRequest request)) {
      context.write(response, promise);
      return;
    }
    Coding coding = compression.codingOf(response, request);
    if (coding == null) {
      context.write(response, promise);
    } else if (HttpMethod.HEAD.equals(request.method())) {
      announce(response.headers(), coding);
      response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      context.write(response, promise);
    } else if (response instanceof FullHttpResponse whole) {
      HttpHeaders headers = whole.headers();
      ByteBuf compressed = compression.compressed(whole, request, coding, context.alloc());
      announce(headers, coding);
      context.write(inOnePiece(whole, compressed, headers, whole.trailingHeaders()), promise);
    } else {
      giveUp();
      held = response;
      body = compression.bodyOf(coding, context.alloc());
      promise.trySuccess();
    }
  }

  private void goOn(
      ChannelHandlerContext context, CompressedBody to, Object message, ChannelPromise promise)
      throws IOException {
    if (message instanceof ByteBuf part) {
      to.add(part);
    } else if (message instanceof HttpContent part) {
      to.add(part.content());
    } else {
      context.write(message, promise);
      return;
    }
    if (message instanceof LastHttpContent last) {
      end(context, to, last, promise);
    } else if (to.isCompressed() && to.readableBytes() >= ENOUGH) {
      beginChunks(context, to);
      context.write(new DefaultHttpContent(to.take()), promise);
    } else {
      promise.trySuccess();
    }
  }

  private void end(
      ChannelHandlerContext context,
      CompressedBody to,
      LastHttpContent last,
      ChannelPromise promise)
      throws IOException {
    to.end();
    body = null;
    HttpResponse begun = held;
    held = null;
    if (begun == null) {
      context.write(new DefaultHttpContent(to.take()));
      context.write(LastHttpContent.EMPTY_LAST_CONTENT, promise);
      return;
    }
    HttpHeaders headers = begun.headers();
    if (to.isCompressed()) {
      announce(headers, to.coding());
    }
    context.write(inOnePiece(begun, to.take(), headers, last.trailingHeaders()), promise);
  }

  private static HttpResponse inOnePiece(
      HttpResponse begun, ByteBuf body, HttpHeaders headers, HttpHeaders trailers) {
    headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    return new DefaultFullHttpResponse(
        begun.protocolVersion(), begun.status(), body, headers, trailers);
  }

  private void beginChunks(ChannelHandlerContext context, CompressedBody to) {
    HttpResponse begun = held;
    if (begun != null) {
      held = null;
      announce(begun.headers(), to.coding());
      begun.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      context.write(begun);
    }
  }

  private static void announce(HttpHeaders headers, Coding coding) {
    headers.set(HttpHeaderNames.CONTENT_ENCODING, coding.token());
    headers.remove(HttpHeaderNames.CONTENT_LENGTH);
    // a part of the compressed body is none of the body
    headers.remove(HttpHeaderNames.ACCEPT_RANGES);
    String tag = headers.get(HttpHeaderNames.ETAG);
    if (tag != null) {
      headers.set(HttpHeaderNames.ETAG, EncodedTags.encoded(tag, coding));
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    giveUp();
  }

  private void giveUp() {
    held = null;
    if (body != null) {
      body.giveUp();
      body = null;
    }
  }
}
