package dev.parley.chat.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What somebody is in a conversation or project. There is one owner. */
public enum MemberRole {
  @JsonProperty("owner")
  OWNER,
  @JsonProperty("member")
  MEMBER;

  /** The body of a request that adds somebody, which may be left out. */
  public record Wanted(@Nullable MemberRole role) {}

  public static MemberRole in(@Nullable Wanted request) {
    return request == null || request.role() == null ? MEMBER : request.role();
  }
}
