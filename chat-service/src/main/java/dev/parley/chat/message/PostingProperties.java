package dev.parley.chat.message;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How posts are committed; see docs/decisions/0011-posting.md.
 *
 * @param group posts committed at once, at most
 * @param groupCharacters what a group may say in all, give or take one post
 * @param waiting posts that wait, at most; more are told to come back
 * @param deadline how long a post may wait for its turn
 * @param lockPatience how long a group waits for what somebody else holds
 */
@ConfigurationProperties("parley.posting")
record PostingProperties(
    @DefaultValue("256") int group,
    @DefaultValue("1000000") int groupCharacters,
    @DefaultValue("2000") int waiting,
    @DefaultValue("2s") Duration deadline,
    @DefaultValue("50ms") Duration lockPatience) {}
