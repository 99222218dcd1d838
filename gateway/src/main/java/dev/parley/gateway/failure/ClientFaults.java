package dev.parley.gateway.failure;

import io.netty.handler.timeout.ReadTimeoutException;
import java.util.function.Predicate;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;

/** What a client did wrong says nothing of the service: no circuit opens for it. */
public final class ClientFaults implements Predicate<Throwable> {

  @Override
  public boolean test(Throwable failure) {
    return (failure instanceof ResponseStatusException e && e.getStatusCode().is4xxClientError())
        // only clients are read from with a deadline
        || failure instanceof ReadTimeoutException
        // and instances that break off do so with an IOException
        || failure instanceof AbortedException;
  }
}
