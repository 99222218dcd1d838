-- How people are, each by two keys: where they are connected (a sorted set of instance:status, by when that lapses)
-- and what was told of them (a hash). Whoever finds that the two differ is to tell it: exactly one caller is told so.
-- ARGV: instance; what it says of all of them, '' for nothing; milliseconds for which that holds; for which is kept what was told.
-- Answers status, version, when last seen, and whether it is to be told: four values for each.
local time = redis.call('TIME')
local micros = time[1] * 1000000 + time[2]
local now = math.floor(micros / 1000)
local here, says, holds, kept = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local answer = {}
for i = 1, #KEYS, 2 do
  local places, told = KEYS[i], KEYS[i + 1]
  if says ~= '' then
    redis.call('ZREM', places, here .. ':online', here .. ':away')
    if says ~= 'offline' then
      redis.call('ZADD', places, string.format('%.0f', now + holds), here .. ':' .. says)
    end
    redis.call('HSET', told, 'seen', string.format('%.0f', now))
  end
  redis.call('ZREMRANGEBYSCORE', places, '-inf', string.format('%.0f', now))
  local all = redis.call('ZRANGE', places, 0, -1, 'WITHSCORES')
  local status = 'offline'
  for j = 1, #all, 2 do
    if string.sub(all[j], -7) == ':online' then
      status = 'online'
    elseif status == 'offline' then
      status = 'away'
    end
  end
  if says ~= '' and #all > 0 then
    redis.call('PEXPIREAT', places, all[#all])
  end
  local before = redis.call('HMGET', told, 'status', 'version', 'seen')
  local version = before[2] or '0'
  local changed = (before[1] or 'offline') ~= status
  if changed then
    version = string.format('%.0f', math.max(micros, tonumber(version) + 1))
    redis.call('HSET', told, 'status', status, 'version', version)
  end
  if changed or says ~= '' then
    redis.call('PEXPIRE', told, kept)
  end
  answer[#answer + 1] = status
  answer[#answer + 1] = version
  answer[#answer + 1] = before[3] or ''
  answer[#answer + 1] = changed and '1' or '0'
end
return answer
