package dev.parley.realtime.presence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param ttl after which people of an instance that died are no longer there
 * @param renew how often an instance says that its people are still there, and looks at those of
 *     others whom it has shown
 * @param absence shorter ones are not told: a client that comes back was never gone
 * @param seen how long it is known when somebody was last there
 * @param check how often it is looked whether Redis answers
 * @param answerWithin what is waited for one answer of Redis
 * @param typing how long somebody types who does not say so again
 * @param typingQuiet within which saying so again is not told
 * @param lookUps how many may ask at a time who is there
 * @param mostPeople who are shown to somebody who comes
 * @param mostConversations in which a change is told
 */
@ConfigurationProperties("parley.realtime.presence")
record PresenceProperties(
    @DefaultValue("60s") Duration ttl,
    @DefaultValue("20s") Duration renew,
    @DefaultValue("5s") Duration absence,
    @DefaultValue("30d") Duration seen,
    @DefaultValue("1s") Duration check,
    @DefaultValue("300ms") Duration answerWithin,
    @DefaultValue("6s") Duration typing,
    @DefaultValue("3s") Duration typingQuiet,
    @DefaultValue("4") int lookUps,
    @DefaultValue("500") int mostPeople,
    @DefaultValue("200") int mostConversations) {}
