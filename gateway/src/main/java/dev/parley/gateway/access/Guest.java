package dev.parley.gateway.access;

import dev.parley.gateway.limit.Who;
import dev.parley.gateway.request.Origin;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.security.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a request's credentials came to. */
sealed interface Guest {

  Who who(Origin origin);

  /**
   * @param accessToken what services are to be shown
   * @param exchanged whether it came as a personal API token
   */
  record Known(Caller caller, String accessToken, boolean exchanged) implements Guest {

    @Override
    public Who who(Origin origin) {
      UUID session = caller.sessionId();
      return new Who(caller.userId(), exchanged ? session : null, session, origin);
    }

    @Override
    public String toString() {
      return "Known[" + caller.username() + "]";
    }
  }

  /**
   * Somebody who may come in without a token and showed one all the same, which goes on as it is.
   */
  record Named(Caller caller, boolean byApiToken) implements Guest {

    @Override
    public Who who(Origin origin) {
      return new Who(caller.userId(), byApiToken ? caller.sessionId() : null, null, origin);
    }

    @Override
    public String toString() {
      return "Named[" + caller.username() + "]";
    }
  }

  /**
   * @param problem what keeps it out; null where nobody has to say who it is
   */
  record Unknown(@Nullable ProblemException problem) implements Guest {

    @Override
    public Who who(Origin origin) {
      return Who.anonymous(origin);
    }
  }
}
