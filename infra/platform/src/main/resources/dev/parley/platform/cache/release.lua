-- After a commit: the writer is done. Whatever got there in spite of its mark goes as well.
-- KEYS: keys. ARGV: writer, channel, message.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, key in ipairs(KEYS) do
  local state = redis.call('GET', key)
  local others = ''
  if state and string.sub(state, 1, 1) == '!' then
    for writer, deadline in string.gmatch(state, '(%w+):(%d+),') do
      if writer ~= ARGV[1] and tonumber(deadline) > now then
        others = others .. writer .. ':' .. deadline .. ','
      end
    end
  end
  if others == '' then
    redis.call('DEL', key)
  else
    redis.call('SET', key, '!' .. others, 'KEEPTTL')
  end
end
redis.call('PUBLISH', ARGV[2], ARGV[3])
return #KEYS
