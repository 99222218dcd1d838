package dev.parley.chat.account;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The accounts of this installation. */
interface Accounts extends Repository<Account, UUID> {

  Account saveAndFlush(Account account);

  Optional<Account> findById(UUID id);

  @Query("select id from Account where lastLoginAt is not null order by lastLoginAt desc")
  List<UUID> lastSignedIn(Limit most);

  /** Holds the row until the commit: changes of an account, and its events, have an order. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("from Account where id = :id")
  Optional<Account> lock(UUID id);

  /** In one order for everybody, so that nobody waits for each other. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("from Account where role = 'admin' and disabledAt is null order by id")
  List<Account> lockEnabledAdmins();

  /** People sign in by either name; both are unique, whatever the case. */
  @Query("from Account where lower(username) = lower(:name) or lower(email) = lower(:name)")
  Optional<Account> findByLogin(String name);

  @Query("select count(*) > 0 from Account where lower(username) = lower(:username)")
  boolean usernameTaken(String username);
}
