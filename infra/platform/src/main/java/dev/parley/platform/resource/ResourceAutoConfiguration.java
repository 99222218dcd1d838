package dev.parley.platform.resource;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Sparse fields and conditional requests, for everything that controllers answer as JSON. */
@AutoConfiguration(after = JacksonAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(ObjectMapper.class)
@ConditionalOnProperty(name = "parley.resource.enabled", matchIfMissing = true)
@Import(ResourceAdvice.class)
public class ResourceAutoConfiguration {

  /** Of the heap, what waits to be sent may take one in this many parts. */
  private static final int SHARE = 4;

  @Bean
  Representations representations(ObjectMapper mapper) {
    return new Representations(mapper, new FieldNames(mapper));
  }

  @Bean
  AnswersUnderWay answersUnderWay() {
    return new AnswersUnderWay(Runtime.getRuntime().maxMemory() / SHARE);
  }

  @Bean
  WebMvcConfigurer resourceArguments(Representations representations, ObjectMapper mapper) {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ResourceArgumentResolver(representations));
      }

      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(
            new FieldsInterceptor(new FieldSelection(mapper, new FieldNames(mapper))));
      }
    };
  }
}
