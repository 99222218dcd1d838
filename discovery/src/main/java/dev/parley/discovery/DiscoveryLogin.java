package dev.parley.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * The one login that services and operators share. Compared as it stands, in constant time: every
 * heartbeat brings it, and a slow password hash would cost more than the whole registry.
 */
final class DiscoveryLogin implements AuthenticationManager {

  private final byte[] user;
  private final byte[] password;

  DiscoveryLogin(String user, String password) {
    this.user = user.getBytes(UTF_8);
    this.password = password.getBytes(UTF_8);
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    boolean knownUser = MessageDigest.isEqual(user, bytes(attempt.getPrincipal()));
    boolean rightPassword = MessageDigest.isEqual(password, bytes(attempt.getCredentials()));
    if (knownUser && rightPassword) {
      return UsernamePasswordAuthenticationToken.authenticated(attempt.getName(), null, List.of());
    }
    throw new BadCredentialsException("wrong user or password");
  }

  private static byte[] bytes(Object given) {
    return String.valueOf(given).getBytes(UTF_8);
  }
}
