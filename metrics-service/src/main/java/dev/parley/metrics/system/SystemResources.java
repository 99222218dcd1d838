package dev.parley.metrics.system;

import org.jspecify.annotations.Nullable;

/** Shares are between 0 and 1. What the platform does not tell is null. */
public record SystemResources(
    @Nullable Double cpuUsage,
    @Nullable Double memoryUsage,
    @Nullable Double diskUsage,
    @Nullable Long memoryTotalBytes,
    @Nullable Long memoryAvailableBytes,
    @Nullable Long diskTotalBytes,
    @Nullable Long diskAvailableBytes,
    @Nullable Double loadAverage,
    int processors) {}
