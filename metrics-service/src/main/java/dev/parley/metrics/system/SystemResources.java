package dev.parley.metrics.system;

import org.jspecify.annotations.Nullable;

/**
 * Of several machines that which is worst off: one that runs out is not helped by the others.
 * Shares are between 0 and 1. What nobody tells is null.
 *
 * @param memoryTotalBytes of the machine with the fullest memory; likewise its disk, its load
 */
public record SystemResources(
    @Nullable Double cpuUsage,
    @Nullable Double memoryUsage,
    @Nullable Double diskUsage,
    @Nullable Long memoryTotalBytes,
    @Nullable Long memoryAvailableBytes,
    @Nullable Long diskTotalBytes,
    @Nullable Long diskAvailableBytes,
    @Nullable Double loadAverage,
    @Nullable Long processors) {}
