package dev.parley.platform.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.platform.trace.Conventions;
import dev.parley.platform.trace.Spans;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Called by its digest; where Redis does not know it, or no longer, it is sent along once. */
public final class RedisScript {

  private static final String COMMAND = "EVALSHA";

  private final String text;
  private final String digest;
  private final String spanName;
  private final Attributes spanAttributes;

  private RedisScript(String name, String text, String digest) {
    this.text = text;
    this.digest = digest;
    spanName = COMMAND + ' ' + name;
    spanAttributes =
        Attributes.of(
            Conventions.DB_SYSTEM, "redis",
            Conventions.DB_OPERATION, COMMAND,
            Conventions.DB_PROCEDURE, name);
  }

  /**
   * @param file beside the class
   */
  public static RedisScript of(Class<?> owner, String file) {
    try (var source = owner.getResourceAsStream(file)) {
      byte[] text = Objects.requireNonNull(source, file).readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(text);
      String name = file.substring(0, file.lastIndexOf('.'));
      return new RedisScript(name, new String(text, UTF_8), HexFormat.of().formatHex(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1, by which Redis names scripts", e);
    }
  }

  /** Never throws what Redis or the lack of it has to say: the stage fails with it. */
  public <V, T> CompletionStage<T> run(
      RedisAsyncCommands<String, V> redis, ScriptOutputType output, String[] keys, V[] arguments) {
    try {
      return redis
          .<T>evalsha(digest, output, keys, arguments)
          .exceptionallyCompose(
              failure ->
                  cause(failure) instanceof RedisNoScriptException
                      ? redis.eval(text, output, keys, arguments)
                      : CompletableFuture.failedFuture(cause(failure)));
    } catch (RedisException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * As {@link #run}, told as a call of the given trace; of keys and arguments nothing is told.
   *
   * @param parent who asks
   */
  public <V, T> CompletionStage<T> run(
      Spans spans,
      Context parent,
      RedisAsyncCommands<String, V> redis,
      ScriptOutputType output,
      String[] keys,
      V[] arguments) {
    Span span = spans.call(parent, spanName, spanAttributes);
    CompletionStage<T> answer = run(redis, output, keys, arguments);
    return span.isRecording() ? answer.whenComplete((_, failure) -> end(span, failure)) : answer;
  }

  private static void end(Span span, @Nullable Throwable failure) {
    if (failure != null) {
      Spans.failed(span, cause(failure));
    }
    span.end();
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : failure;
  }
}
