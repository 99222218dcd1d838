package dev.parley.gateway.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The policies that count requests of one kind, and how they are announced. */
public final class Applicable {

  private static final String SIGN_IN = "sign-in";

  private final List<LimitPolicy> policies;
  private final @Nullable String announced;
  private final boolean needsAccount;

  Applicable(List<LimitPolicy> policies) {
    this.policies = policies;
    this.announced =
        policies.isEmpty()
            ? null
            : policies.stream().map(LimitPolicy::announced).collect(Collectors.joining(", "));
    this.needsAccount = policies.stream().anyMatch(policy -> policy.per().contains(Per.ACCOUNT));
  }

  /** The value of {@code RateLimit-Policy}. */
  @Nullable String announced() {
    return announced;
  }

  /** Whether the request's body has to say whose account it is about. */
  public boolean needsAccount() {
    return needsAccount;
  }

  /**
   * @param account the one to get into, as far as the request says
   */
  Claim claim(Who who, @Nullable String account) {
    String slot = slot(who);
    var buckets = new ArrayList<Claim.Bucket>(policies.size() + 1);
    for (LimitPolicy policy : policies) {
      for (Per per : policy.per()) {
        String id = id(per, who, account);
        if (id != null) {
          String key = "parley:limit:{" + slot + "}:" + policy.name() + ':' + id;
          buckets.add(new Claim.Bucket(key, policy));
        }
      }
    }
    return new Claim(
        who.session() == null ? null : "parley:session:revoked:{" + slot + "}:" + who.session(),
        buckets);
  }

  /** Sign-ins are counted by several things that have nothing else in common. */
  private String slot(Who who) {
    if (who.user() != null) {
      return who.user().toString();
    }
    return needsAccount ? SIGN_IN : who.origin().network();
  }

  private static @Nullable String id(Per per, Who who, @Nullable String account) {
    return switch (per) {
      case USER -> who.user() == null ? null : "user";
      case TOKEN -> who.apiToken() == null ? null : who.apiToken().toString();
      case CALLER ->
          who.user() == null ? who.origin().network() + '/' + who.origin().agent() : null;
      case ADDRESS -> who.user() == null ? who.origin().network() : null;
      case ACCOUNT -> account == null ? null : "account:" + account;
    };
  }
}
