package dev.parley.realtime.resume;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param atOnce how many may be told from Kafka at once; others wait for their turn
 * @param mostRecords so many records are looked through for one connection; beyond that it is a gap
 * @param within how long all of that may take, waiting included
 * @param behindWithin how long this instance may need to get as far as another one was
 */
@ConfigurationProperties("parley.realtime.resume")
record ResumeProperties(
    @DefaultValue("4") int atOnce,
    @DefaultValue("200000") int mostRecords,
    @DefaultValue("20s") Duration within,
    @DefaultValue("5s") Duration behindWithin) {}
