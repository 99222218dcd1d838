package dev.parley.platform.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.support.GenericApplicationContext;

class QuietUntilRunningTests {

  private final List<Object> heard = new ArrayList<>();

  @Test
  void passesOnlyWhatIsSaidWhileTheApplicationRuns() {
    var context = new GenericApplicationContext();
    var events = new QuietUntilRunning(context);
    context.registerBean(Listener.class, () -> new Listener(heard));
    context.registerBean(
        "starting", InitializingBean.class, () -> () -> events.publishEvent("while starting"));

    events.publishEvent("before the start");
    context.refresh();
    events.publishEvent("while running");
    context.close();
    events.publishEvent("after the end");

    assertThat(heard).containsExactly("while running");
  }

  private record Listener(List<Object> heard)
      implements ApplicationListener<PayloadApplicationEvent<String>> {
    @Override
    public void onApplicationEvent(PayloadApplicationEvent<String> event) {
      heard.add(event.getPayload());
    }
  }
}
