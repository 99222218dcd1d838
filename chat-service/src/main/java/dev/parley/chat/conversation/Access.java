package dev.parley.chat.conversation;

import java.util.function.BooleanSupplier;

/**
 * Who may do what with a conversation {@code c}, as SQL conditions over the parameter {@code
 * :user}. Every statement that reads or changes conversations or their messages uses these and no
 * others. What is answered from a cache is decided here as well, by the same words in Java.
 */
public final class Access {

  private static final String MEMBER =
      "EXISTS (SELECT 1 FROM conversation_member cm"
          + " WHERE cm.conversation_id = c.id AND cm.user_id = :user)";

  private static final String PROJECT_MEMBER =
      "(c.visibility = 'project' AND EXISTS (SELECT 1 FROM project_member pm"
          + " WHERE pm.project_id = c.project_id AND pm.user_id = :user))";

  /** Members; members of its project where it is open to that; everybody where it is public. */
  public static final String MAY_READ =
      "(c.visibility = 'public' OR " + MEMBER + " OR " + PROJECT_MEMBER + ")";

  /** As reading, but a public conversation is written by its members only. */
  public static final String MAY_POST = "(" + MEMBER + " OR " + PROJECT_MEMBER + ")";

  /** {@link #MAY_POST}, found by the person and not asked of each conversation there is. */
  public static final String TAKES_PART =
      "c.id IN (SELECT cm.conversation_id FROM conversation_member cm WHERE cm.user_id = :user"
          + " UNION ALL SELECT o.id FROM project_member pm"
          + " JOIN conversation o ON o.project_id = pm.project_id AND o.visibility = 'project'"
          + " WHERE pm.user_id = :user)";

  /** {@link #MAY_POST} of somebody whom a column names. */
  public static String mayPost(String userColumn) {
    return MAY_POST.replace(":user", userColumn);
  }

  /**
   * {@link #MAY_READ} of what is known already.
   *
   * @param member of the conversation
   * @param projectMember asked only where it matters
   */
  static boolean mayRead(Visibility visibility, boolean member, BooleanSupplier projectMember) {
    return member
        || switch (visibility) {
          case PUBLIC -> true;
          case PROJECT -> projectMember.getAsBoolean();
          case PRIVATE -> false;
        };
  }

  private Access() {}
}
