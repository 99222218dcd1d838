package dev.parley.chat.account;

import dev.parley.platform.cache.CacheKind;
import dev.parley.platform.cache.CacheWarmer;
import dev.parley.platform.cache.Caches;
import dev.parley.platform.cache.KeyForm;
import dev.parley.platform.cache.TwoLevelCache;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Accounts as their owners see them, without asking the database where they are known. */
@Component
class Profiles implements CacheWarmer {

  private final TwoLevelCache<UUID, AccountView> cache;
  private final Accounts accounts;

  Profiles(Caches caches, Accounts accounts) {
    this.accounts = accounts;
    cache =
        caches.create(
            new CacheKind<>(
                "profile",
                2,
                AccountView.class,
                KeyForm.ID,
                Duration.ofHours(1),
                DataSize.ofMegabytes(8)));
  }

  Optional<AccountView> find(UUID id) {
    return Optional.ofNullable(cache.get(id, this::load));
  }

  private @Nullable AccountView load(UUID id) {
    return accounts.findById(id).map(Account::view).orElse(null);
  }

  /** Whoever writes a row of {@code account} says so in the same transaction. */
  void changed(UUID id) {
    cache.invalidate(id);
  }

  @Override
  public String cache() {
    return "profile";
  }

  @Override
  public int warm(int most) {
    List<UUID> recent = most < 1 ? List.of() : accounts.lastSignedIn(Limit.of(most));
    recent.forEach(this::find);
    return recent.size();
  }
}
