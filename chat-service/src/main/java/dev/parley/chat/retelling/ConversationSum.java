package dev.parley.chat.retelling;

import java.util.UUID;

/**
 * What is compared of a conversation.
 *
 * @param messages how many there are that were not deleted
 * @param sum of all that is to be found in it: see {@link ConversationSums}
 */
record ConversationSum(UUID id, long messages, long sum) {}
