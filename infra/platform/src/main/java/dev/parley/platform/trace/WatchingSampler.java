package dev.parley.platform.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Keeps a part of all traces, and has an eye on how requests and batches of the others go: whether
 * one fails or takes long is known when it has ended, see {@link FailedAndSlow}.
 */
final class WatchingSampler implements Sampler {

  private final Sampler sampler;

  private WatchingSampler(Sampler sampler) {
    this.sampler = sampler;
  }

  /**
   * @param part of the traces that begin here; whoever called decides of those that go on
   */
  static WatchingSampler keeping(double part) {
    return new WatchingSampler(Sampler.parentBased(Sampler.traceIdRatioBased(part)));
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    SamplingResult result = sampler.shouldSample(parent, traceId, name, kind, attributes, links);
    return result.getDecision() == SamplingDecision.DROP && takesSomethingIn(kind)
        ? SamplingResult.recordOnly()
        : result;
  }

  private static boolean takesSomethingIn(SpanKind kind) {
    return kind == SpanKind.SERVER || kind == SpanKind.CONSUMER;
  }

  @Override
  public String getDescription() {
    return "Watching{" + sampler.getDescription() + "}";
  }
}
