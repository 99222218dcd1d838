package dev.parley.platform.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What a service says of its API: the files in {@code openapi/}, one for each feature, in the frame
 * that all services have in common.
 */
public final class ApiDescription {

  private static final String FRAME = "dev/parley/platform/openapi/common.yaml";
  private static final String FEATURES = "classpath*:openapi/*.yaml";

  private ApiDescription() {}

  /** Of the service whose class path this is. */
  public static ObjectNode ofThisService() {
    var merge = new ApiMerge().add("common", YamlTree.read(new ClassPathResource(FRAME)));
    try {
      Resource[] features = new PathMatchingResourcePatternResolver().getResources(FEATURES);
      Arrays.sort(features, Comparator.comparing(feature -> String.valueOf(feature.getFilename())));
      for (Resource feature : features) {
        String name = String.valueOf(feature.getFilename()).replace(".yaml", "");
        merge.add(name, YamlTree.read(feature));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(FEATURES, e);
    }
    return merge.whole();
  }
}
