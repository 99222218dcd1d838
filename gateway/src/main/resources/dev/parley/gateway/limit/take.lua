-- A place in each bucket, or in none. A bucket is the list of the times at which its last requests
-- came, newest first, so it never lets in more than its quota in any time as long as its window.
-- KEYS: what would be there if the session were revoked (where ARGV[1] is 1), then buckets.
-- ARGV: 1 or 0, then for each bucket quota, window, burst, the burst's window (ms).
-- Answers: 1 for revoked, else 0 and for each bucket what remains, the time until its oldest place
-- is free again, and how long to wait for one (0: it was taken).
local together = 100

-- Drops the times that are over, many with one call: who comes back after a while has as many as
-- the quota, and everybody else waits meanwhile. Answers how many are left, and the oldest of them.
local function forget(key, used, over)
  while used > 0 do
    local last = redis.call('LRANGE', key, -together, -1)
    local left = #last
    while left > 0 and tonumber(last[left]) <= over do
      left = left - 1
    end
    if left < #last then
      redis.call('LTRIM', key, 0, left - #last - 1)
      used = used - #last + left
    end
    if left > 0 then
      return used, tonumber(last[left])
    end
  end
  return 0, false
end

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
  if oldest and oldest <= now - window then
    used, oldest = forget(KEYS[i], used, now - window)
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
