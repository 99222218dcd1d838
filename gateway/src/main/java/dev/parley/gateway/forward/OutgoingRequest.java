package dev.parley.gateway.forward;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;

/**
 * A request as an instance gets it.
 *
 * @param target path and query
 * @param body null where there is none
 */
record OutgoingRequest(
    HttpMethod method, String target, HttpHeaders headers, @Nullable Publisher<DataBuffer> body) {}
