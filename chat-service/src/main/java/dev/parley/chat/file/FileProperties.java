package dev.parley.chat.file;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What files may be.
 *
 * @param allowedTypes as in {@code image/png}, {@code audio/*}, and {@code !text/html} for what is
 *     not allowed although another pattern takes it in
 * @param leftoverAfter when bytes that have become no file are removed; well after {@code
 *     uploads.within}
 * @param unsentAfter when a file goes that was uploaded for no conversation and never sent
 */
@ConfigurationProperties("parley.files")
record FileProperties(
    List<String> allowedTypes,
    @DefaultValue Uploads uploads,
    @DefaultValue("1h") Duration leftoverAfter,
    @DefaultValue("1m") Duration sweepEvery,
    @DefaultValue Quota quota,
    @DefaultValue("1d") Duration unsentAfter,
    @DefaultValue Cdn cdn) {

  /** How much one person may keep. */
  record Quota(@DefaultValue("5GB") DataSize bytes, @DefaultValue("10000") int files) {}

  /**
   * How they come.
   *
   * @param within how long a file may take
   * @param silentFor how long nothing of it may come
   * @param leastPerSecond how much of it must come, over all that was waited for it
   * @param atOnce more are asked to come back: each holds up to a part of it in memory
   * @param atOnceEach more of one person are
   */
  record Uploads(
      @DefaultValue("10m") Duration within,
      @DefaultValue("10s") Duration silentFor,
      @DefaultValue("4KB") DataSize leastPerSecond,
      @DefaultValue("16") int atOnce,
      @DefaultValue("4") int atOnceEach) {}

  /**
   * @param url where clients fetch content; {@code null}: from us
   * @param urlsValidFor at least this long, at most twice as long
   * @param purgeUrl is told what was deleted; {@code null}: nobody is
   */
  record Cdn(
      @Nullable URI url,
      @DefaultValue("1h") Duration urlsValidFor,
      @Nullable URI purgeUrl,
      @DefaultValue("") String purgeToken,
      @DefaultValue("1s") Duration purgeAgainAfter) {

    @Override
    public String toString() {
      return "Cdn[url=%s]".formatted(url);
    }
  }
}
