package dev.parley.metrics.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.platform.page.ListRequest;
import dev.parley.platform.page.Listing;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.resource.IfMatch;
import dev.parley.platform.security.AdminOnly;
import dev.parley.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@AdminOnly
@RestController
@RequestMapping("/api/v1/alerts")
class AlertController {

  private static final Logger audit = LoggerFactory.getLogger("dev.parley.audit");
  private static final String SERVICE = "[a-z][a-z0-9-]{0,99}";
  private static final String A_SERVICE = "must be the name of a service, or all";

  /** Nor anything that ends a line or turns the direction of reading: names stand in logs. */
  private static final String ONE_LINE = "[^\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]*";

  private static final String A_LINE = "must be one line, without control characters";
  private static final String A_TIME = "must be a time such as 30s, 5m or 1h";

  private final AlertStore alerts;
  private final RuleStore rules;
  private final ChangeRules change;

  AlertController(AlertStore alerts, RuleStore rules, ChangeRules change) {
    this.alerts = alerts;
    this.rules = rules;
    this.change = change;
  }

  record NewRule(
      @NotBlank(message = "is required")
          @Size(max = 100, message = "must have at most 100 characters")
          @Pattern(regexp = ONE_LINE, message = A_LINE)
          String name,
      @NotNull(message = "is required") AlertMetric metric,
      @Pattern(regexp = SERVICE, message = A_SERVICE) @Nullable String service,
      @NotNull(message = "is required") Comparison comparison,
      @NotNull(message = "is required") Double threshold,
      @Nullable Double clearAt,
      @JsonProperty("for") @Pattern(regexp = Lasting.FORM, message = A_TIME)
          @Nullable String lasting,
      @Nullable Severity severity,
      @Nullable Boolean enabled,
      @Nullable UUID id) {

    RuleFields fields() {
      return new RuleFields(
          name, metric, service, comparison, threshold, clearAt, lasting, severity, enabled);
    }
  }

  record RuleChanges(
      @Size(max = 100, message = "must have at most 100 characters")
          @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
          @Pattern(regexp = ONE_LINE, message = A_LINE)
          @Nullable String name,
      @Nullable AlertMetric metric,
      @Pattern(regexp = SERVICE, message = A_SERVICE) @Nullable String service,
      @Nullable Comparison comparison,
      @Nullable Double threshold,
      @Nullable Double clearAt,
      @JsonProperty("for") @Pattern(regexp = Lasting.FORM, message = A_TIME)
          @Nullable String lasting,
      @Nullable Severity severity,
      @Nullable Boolean enabled) {

    RuleFields fields() {
      return new RuleFields(
          name, metric, service, comparison, threshold, clearAt, lasting, severity, enabled);
    }
  }

  @GetMapping
  Listing<Alert> list(
      @RequestParam(name = "state", required = false) @Nullable String state,
      ListRequest page,
      Caller caller) {
    return alerts.list(state == null ? null : state(state), page, caller.userId());
  }

  private static Alert.State state(String name) {
    return Arrays.stream(Alert.State.values())
        .filter(state -> state.stored().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "request.invalid_parameter",
                    "The state is pending, firing or resolved.",
                    new FieldError("state", "is pending, firing or resolved")));
  }

  @GetMapping("/rules")
  Listing<Rule> rules(ListRequest page, Caller caller) {
    return rules.list(page, caller.userId());
  }

  @PostMapping("/rules")
  @ResponseStatus(HttpStatus.CREATED)
  Rule create(@Valid @RequestBody NewRule rule, Caller caller) {
    Rule made = change.create(rule.id(), rule.fields());
    takeDown("made", made, caller);
    return made;
  }

  @GetMapping("/rules/{id}")
  Rule rule(@PathVariable("id") UUID id) {
    return rules.find(id).orElseThrow(ChangeRules::unknown);
  }

  @PatchMapping("/rules/{id}")
  Rule update(
      @PathVariable("id") UUID id,
      @Valid @RequestBody RuleChanges changes,
      IfMatch seen,
      Caller caller) {
    Rule changed = change.change(id, changes.fields(), seen);
    takeDown("changed", changed, caller);
    return changed;
  }

  @DeleteMapping("/rules/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable("id") UUID id, IfMatch seen, Caller caller) {
    takeDown("deleted", change.delete(id, seen), caller);
  }

  /** Once it has been committed. */
  private static void takeDown(String what, Rule rule, Caller caller) {
    audit.info(
        "alert rule {} by {}: {} of {} {} {} for {}, {} ({})",
        what,
        caller.username(),
        rule.metric().stored(),
        rule.service(),
        rule.comparison().stored(),
        rule.threshold(),
        rule.lasting(),
        rule.enabled() ? "enabled" : "disabled",
        rule.id());
  }
}
