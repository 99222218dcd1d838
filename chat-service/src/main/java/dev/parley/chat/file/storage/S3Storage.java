package dev.parley.chat.file.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A bucket. The length of a stream is not known before its end, which is what S3 wants to know
 * first: small files are gathered and put at once, larger ones go part by part, of which one is in
 * memory.
 */
final class S3Storage implements FileStorage {

  private static final Logger log = LoggerFactory.getLogger(S3Storage.class);

  /** The least that S3 takes for a part that is not the last. */
  static final int PART = 5 * 1024 * 1024;

  private static final String PREFIX = "files/";

  private final S3Client s3;
  private final StorageProperties.S3 settings;
  private final String bucket;

  S3Storage(S3Client s3, StorageProperties.S3 settings) {
    this.s3 = s3;
    this.settings = settings;
    this.bucket = settings.bucket();
  }

  @Override
  public void put(UUID id, InputStream bytes) throws IOException {
    byte[] first = bytes.readNBytes(PART);
    try {
      if (first.length < PART) {
        s3.putObject(
            r ->
                r.bucket(bucket)
                    .key(key(id))
                    .overrideConfiguration(
                        o -> o.apiCallTimeout(settings.callWithin(first.length))),
            RequestBody.fromBytes(first));
      } else {
        putInParts(key(id), first, bytes);
      }
    } catch (SdkException e) {
      throw new IOException("S3 did not take " + id, e);
    }
  }

  private void putInParts(String key, byte[] first, InputStream rest) throws IOException {
    String upload = s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
    boolean complete = false;
    boolean away = false;
    try {
      List<CompletedPart> parts = new ArrayList<>();
      byte[] buffer = first;
      int length = first.length;
      do {
        parts.add(putPart(key, upload, parts.size() + 1, buffer, length));
        length = rest.readNBytes(buffer, 0, PART);
      } while (length > 0);
      s3.completeMultipartUpload(
          r -> r.bucket(bucket).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));
      complete = true;
    } catch (SdkException e) {
      away = true;
      throw e;
    } finally {
      if (away) {
        // who waits for the answer does not wait for another call that may take as long
        Thread.ofVirtual().name("abort-upload").start(() -> abort(key, upload));
      } else if (!complete) {
        abort(key, upload);
      }
    }
  }

  private CompletedPart putPart(String key, String upload, int number, byte[] buffer, int length) {
    byte[] part = length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
    String tag =
        s3.uploadPart(
                r ->
                    r.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .overrideConfiguration(o -> o.apiCallTimeout(settings.callWithin(length))),
                RequestBody.fromRemainingByteBuffer(java.nio.ByteBuffer.wrap(part)))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  private void abort(String key, String upload) {
    try {
      s3.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException e) {
      log.warn("unfinished upload of {} stays until it is tidied up: {}", key, e.getMessage());
    }
  }

  @Override
  public InputStream open(UUID id, long offset, long length) throws IOException {
    try {
      return s3.getObject(
          r ->
              r.bucket(bucket).key(key(id)).range("bytes=" + offset + "-" + (offset + length - 1)));
    } catch (NoSuchKeyException e) {
      throw (IOException) new NoSuchFileException(key(id)).initCause(e);
    } catch (SdkException e) {
      throw new IOException("S3 did not give " + id, e);
    }
  }

  @Override
  public void delete(UUID id) throws IOException {
    try {
      s3.deleteObject(r -> r.bucket(bucket).key(key(id)));
    } catch (SdkException e) {
      throw new IOException("S3 did not delete " + id, e);
    }
  }

  @Override
  public void tidy(Instant before) throws IOException {
    try {
      s3.listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(PREFIX)).uploads().stream()
          .filter(upload -> upload.initiated().isBefore(before))
          .forEach(this::abort);
    } catch (SdkException e) {
      throw new IOException("S3 did not list unfinished uploads", e);
    }
  }

  private void abort(MultipartUpload upload) {
    abort(upload.key(), upload.uploadId());
  }

  private static String key(UUID id) {
    return PREFIX + id;
  }
}
