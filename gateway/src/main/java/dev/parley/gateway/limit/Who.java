package dev.parley.gateway.limit;

import dev.parley.gateway.request.Origin;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as counting goes. A person is one however many sessions, tokens and addresses;
 * somebody who has not said who it is, is an address and the program that is used there.
 *
 * @param user whoever signed in
 * @param apiToken what it was done with, if it was one
 * @param session what ends with a revocation: a session or an API token
 */
public record Who(
    @Nullable UUID user, @Nullable UUID apiToken, @Nullable UUID session, Origin origin) {

  public static Who anonymous(Origin origin) {
    return new Who(null, null, null, origin);
  }
}
