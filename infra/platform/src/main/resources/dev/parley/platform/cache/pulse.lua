-- Says which epoch each kind is in, to everybody. One step with setting them, so that the order on
-- the channel is the order of the epochs.
-- KEYS: hash of epochs. ARGV: channel, head of the message, HSETNX or HSET, kind, epoch, ...
for i = 4, #ARGV, 2 do
  redis.call(ARGV[3], KEYS[1], ARGV[i], ARGV[i + 1])
end
local message = ARGV[2]
local epochs = redis.call('HGETALL', KEYS[1])
for i = 1, #epochs, 2 do
  message = message .. ' ' .. epochs[i] .. '=' .. epochs[i + 1]
end
return redis.call('PUBLISH', ARGV[1], message)
