package dev.parley.chat.file;

import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way to us.
 *
 * @param name as given; {@code null}: none was
 * @param claimedType what the client says it is
 * @param ending looks whether the request ends as it should, once the bytes have been read
 */
record IncomingFile(
    @Nullable String name,
    @Nullable String claimedType,
    @Nullable UUID conversationId,
    InputStream bytes,
    Runnable ending) {}
