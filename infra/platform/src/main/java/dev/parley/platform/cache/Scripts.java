package dev.parley.platform.cache;

import dev.parley.platform.redis.RedisScript;

/** What is done in Redis in one step: the files beside this class say what and why. */
final class Scripts {

  static final RedisScript READ = RedisScript.of(Scripts.class, "read.lua");
  static final RedisScript PUT = RedisScript.of(Scripts.class, "put.lua");
  static final RedisScript MARK = RedisScript.of(Scripts.class, "mark.lua");
  static final RedisScript RELEASE = RedisScript.of(Scripts.class, "release.lua");
  static final RedisScript PULSE = RedisScript.of(Scripts.class, "pulse.lua");

  private Scripts() {}
}
