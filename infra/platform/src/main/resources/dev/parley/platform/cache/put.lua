-- Keeps a value if nobody has begun to change the key since the lease was given.
-- KEYS: key. ARGV: lease, value, its life in ms.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
