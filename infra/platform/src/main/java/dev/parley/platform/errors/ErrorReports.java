package dev.parley.platform.errors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.sentry.Breadcrumb;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.logback.SentryAppender;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * What is logged as an error becomes an event, with what the same thread has logged before. Of
 * requests nothing is taken but what the log says, so no body, no header and no address goes along;
 * and what is not to be in a log is not in here either.
 */
final class ErrorReports implements DisposableBean {

  private static final int BREADCRUMBS = 50;
  private static final long FLUSH_MILLIS = 2_000;

  private final Logger root;
  private final SentryAppender appender = new SentryAppender();

  ErrorReports(
      LoggerContext logging,
      String dsn,
      String environment,
      String service,
      @Nullable String version) {
    Sentry.init(options -> configure(options, dsn, environment, service, version));
    root = logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    appender.setContext(logging);
    appender.setName("error-reports");
    appender.setMinimumEventLevel(Level.ERROR);
    appender.setMinimumBreadcrumbLevel(Level.INFO);
    appender.start();
    root.addAppender(appender);
  }

  private static void configure(
      SentryOptions options,
      String dsn,
      String environment,
      String service,
      @Nullable String version) {
    options.setDsn(dsn);
    options.setEnvironment(environment);
    options.setRelease(service + "@" + (version == null ? "unknown" : version));
    options.setTag("service", service);
    options.setSendDefaultPii(false);
    options.setAttachServerName(false);
    options.setMaxBreadcrumbs(BREADCRUMBS);
    options.setEnableUncaughtExceptionHandler(false);
    options.setSendClientReports(false);
    options.addContextTag("traceId");
    options.addContextTag("userId");
    options.setBeforeSend((event, _) -> withoutPerson(event));
    options.setBeforeBreadcrumb((crumb, _) -> withoutData(crumb));
  }

  private static SentryEvent withoutPerson(SentryEvent event) {
    event.setRequest(null);
    event.setUser(null);
    return event;
  }

  /** The line itself says enough. */
  private static Breadcrumb withoutData(Breadcrumb crumb) {
    crumb.getData().keySet().forEach(crumb::removeData);
    return crumb;
  }

  @Override
  public void destroy() {
    root.detachAppender(appender);
    appender.stop();
    Sentry.flush(FLUSH_MILLIS);
    Sentry.close();
  }
}
