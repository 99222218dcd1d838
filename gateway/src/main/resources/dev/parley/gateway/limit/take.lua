-- A place in each bucket, or in none. A bucket is the list of the times at which its last requests
-- came, newest first, so it never lets in more than its quota in any time as long as its window.
-- KEYS: what would be there if the session were revoked (where ARGV[1] is 1), then buckets.
-- ARGV: 1 or 0, then for each bucket quota, window, burst, the burst's window (ms).
-- Answers: 1 for revoked, else 0 and for each bucket what remains, the time until its oldest place
-- is free again, and how long to wait for one (0: it was taken).
local first = 1
if ARGV[1] == '1' then
  if redis.call('EXISTS', KEYS[1]) == 1 then
    return {1}
  end
  first = 2
end
if first > #KEYS then
  return {0}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local answer = {0}
local room = true
for i = first, #KEYS do
  local argument = 2 + (i - first) * 4
  local quota, window = tonumber(ARGV[argument]), tonumber(ARGV[argument + 1])
  local burst, within = tonumber(ARGV[argument + 2]), tonumber(ARGV[argument + 3])
  local used = redis.call('LLEN', KEYS[i])
  local oldest = used > 0 and tonumber(redis.call('LINDEX', KEYS[i], -1))
  while oldest and oldest <= now - window do
    redis.call('RPOP', KEYS[i])
    used = used - 1
    oldest = used > 0 and tonumber(redis.call('LINDEX', KEYS[i], -1))
  end
  local wait = 0
  if used >= quota then
    wait = oldest + window - now
  end
  if burst < quota and used >= burst then
    wait = math.max(wait, tonumber(redis.call('LINDEX', KEYS[i], burst - 1)) + within - now)
  end
  if wait > 0 then
    room = false
  end
  local at = 2 + (i - first) * 3
  answer[at] = quota - used
  answer[at + 1] = oldest and oldest + window - now or window
  answer[at + 2] = wait
end
if room then
  local stamp = string.format('%.0f', now)
  for i = first, #KEYS do
    redis.call('LPUSH', KEYS[i], stamp)
    redis.call('PEXPIRE', KEYS[i], ARGV[3 + (i - first) * 4])
    local at = 2 + (i - first) * 3
    answer[at] = answer[at] - 1
  end
end
return answer
