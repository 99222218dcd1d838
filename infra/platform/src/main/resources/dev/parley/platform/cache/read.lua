-- What is known of a key: 'v' + epoch + value, '!' + those who are changing it, or a lease.
-- Where nothing is known, or only what an earlier epoch left, the reader gets a lease: it may put
-- what it loads as long as this very lease still stands.
-- KEYS: key. ARGV: epoch, new lease, its life in ms.
local state = redis.call('GET', KEYS[1])
if state then
  if string.sub(state, 1, 1) ~= 'v' then
    return {state}
  end
  if string.sub(state, 2, 9) == ARGV[1] then
    return {state, redis.call('PTTL', KEYS[1])}
  end
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return {ARGV[2]}
