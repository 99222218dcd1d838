package dev.parley.metrics.history;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How long minutes are kept. */
@ConfigurationProperties("parley.history")
record HistoryProperties(@DefaultValue("7d") Duration kept) {}
