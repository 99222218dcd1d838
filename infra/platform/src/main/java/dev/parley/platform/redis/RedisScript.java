package dev.parley.platform.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Called by its digest; where Redis does not know it, or no longer, it is sent along once. */
public final class RedisScript {

  private final String text;
  private final String digest;

  private RedisScript(String text, String digest) {
    this.text = text;
    this.digest = digest;
  }

  /**
   * @param file beside the class
   */
  public static RedisScript of(Class<?> owner, String file) {
    try (var source = owner.getResourceAsStream(file)) {
      byte[] text = Objects.requireNonNull(source, file).readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(text);
      return new RedisScript(new String(text, UTF_8), HexFormat.of().formatHex(digest));
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

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : failure;
  }
}
