package dev.parley.chat.setting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.security.AdminOnly;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Settings over HTTP. Admins write; everybody signed in reads what is not for admins only. */
@RestController
@RequestMapping("/api/v1/settings")
class SettingController {

  private final Settings settings;
  private final ChangeSettings changes;
  private final Catalogue catalogue;

  SettingController(Settings settings, ChangeSettings changes, Catalogue catalogue) {
    this.catalogue = catalogue;
    this.settings = settings;
    this.changes = changes;
  }

  record NewValue(@NotNull(message = "is required") JsonNode value) {}

  record All(List<SettingView> items) {}

  @GetMapping
  All list(Caller caller) {
    Settings.Snapshot now = settings.snapshot();
    return new All(readable(caller).map(setting -> SettingView.of(setting, now.rows())).toList());
  }

  @GetMapping("/{key}")
  SettingView get(@PathVariable("key") String key, Caller caller) {
    return SettingView.of(find(key, caller), settings.snapshot().rows());
  }

  @AdminOnly
  @PutMapping("/{key}")
  SettingView put(
      @PathVariable("key") String key,
      @Valid @RequestBody NewValue request,
      IfMatch seen,
      Caller caller) {
    Setting<?> setting = find(key, caller);
    changes.put(setting, request.value(), seen, caller.userId());
    return SettingView.of(setting, settings.snapshot().rows());
  }

  @AdminOnly
  @DeleteMapping("/{key}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void reset(@PathVariable("key") String key, IfMatch seen, Caller caller) {
    changes.reset(find(key, caller), seen, caller.userId());
  }

  private Stream<Setting<?>> readable(Caller caller) {
    return catalogue.all().stream().filter(setting -> caller.isAdmin() || !setting.adminOnly());
  }

  private Setting<?> find(String key, Caller caller) {
    return readable(caller)
        .filter(setting -> setting.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "setting.not_found",
                    "There is no such setting. There are: "
                        + readable(caller).map(Setting::key).collect(Collectors.joining(", "))
                        + "."));
  }
}
