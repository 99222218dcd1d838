package dev.parley.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Listens at the data source of the service under test, so that a test can ask the planner about
 * the very statements that the service sends, and no copy of them.
 */
@TestConfiguration(proxyBeanMethods = false)
public class StatementRecorder {

  private static final AtomicReference<@Nullable Queue<SentStatement>> RECORDING =
      new AtomicReference<>();

  /** Whatever is sent meanwhile, by any thread: what the service does in the background too. */
  public static List<SentStatement> during(Runnable work) {
    var recording = new ConcurrentLinkedQueue<SentStatement>();
    if (!RECORDING.compareAndSet(null, recording)) {
      throw new IllegalStateException("somebody else is recording");
    }
    try {
      work.run();
    } finally {
      RECORDING.set(null);
    }
    return List.copyOf(recording);
  }

  @Bean
  static BeanPostProcessor recordedDataSource() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        return bean;
      }

      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source
            ? ProxyDataSourceBuilder.create(source).listener(new Listener()).build()
            : bean;
      }
    };
  }

  private static final class Listener implements QueryExecutionListener {

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
      Queue<SentStatement> recording = RECORDING.get();
      if (recording != null) {
        queries.stream().map(SentStatement::of).forEach(recording::add);
      }
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
      // what comes back is the service's matter
    }
  }
}
