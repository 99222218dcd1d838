package dev.parley.chat.imports;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How imports are bounded.
 *
 * @param sources the tools whose logs are taken; empty: as the setting says
 * @param unfinished how many one person may have under way
 * @param batch messages, or records, that go in with one commit: others wait no longer than that
 * @param outboxBound events waiting for Kafka from which on an import pauses
 * @param lease how long a job stays with an instance that says nothing
 * @param pollEvery how often a job that nobody works on is looked for
 * @param keep how long one can ask how an import went
 */
@ConfigurationProperties("parley.imports")
record ImportProperties(
    @DefaultValue List<String> sources,
    @DefaultValue("3") int unfinished,
    @DefaultValue("500") int batch,
    @DefaultValue("5000") int outboxBound,
    @DefaultValue("30s") Duration lease,
    @DefaultValue("2s") Duration pollEvery,
    @DefaultValue("30d") Duration keep) {}
