package dev.parley.testing.s3;

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** Keeps objects in a folder, and takes them from whoever signs with the one key it knows. */
public final class S3Main {

  private S3Main() {}

  /**
   * @param args the address to listen at, the folder, the bucket, access key and secret key
   */
  public static void main(String[] args) throws Exception {
    var settings = new Properties();
    settings.setProperty("jclouds.filesystem.basedir", args[1]);
    BlobStore store =
        ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
            .credentials("unused", "unused")
            .overrides(settings)
            .build(BlobStoreContext.class)
            .getBlobStore();
    store.createContainerInLocation(null, args[2]);
    S3Proxy.builder()
        .blobStore(store)
        .endpoint(URI.create(args[0]))
        .awsAuthentication(AuthenticationType.AWS_V4, args[3], args[4])
        .build()
        .start();
  }
}
