package dev.parley.gateway.limit;

import java.util.concurrent.CompletionStage;

/** Takes all places that a claim asks for, or none of them. */
interface Counters {
  CompletionStage<Verdict> take(Claim claim);
}
