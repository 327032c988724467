-- The facts of this call. They are written as one stream entry whose id is <epoch>-<number of its last fact>,
-- so a position is a stream id and a reader resumes from any position, even one inside an entry.
local function write(name, record)
  return record and ',"' .. name .. '":' .. packed[record] or ''
end

-- A place among the facts, for what is only known when other facts have happened.
local function reserveFact()
  facts[#facts + 1] = false
  return #facts
end

-- about: contact, assignment, agent (records, saved before), reason, detail (a table, or JSON). at: a place reserved for it.
local function emit(kind, about, at)
  local fact = {
    text = '{"k":"' .. kind .. '"' .. write('c', about.contact) .. write('a', about.assignment) .. write('g', about.agent)
      .. (about.reason and ',"r":' .. cjson.encode(about.reason) or ''),
    detail = about.detail,
  }
  facts[at or #facts + 1] = fact
end

local function commit()
  if #facts == 0 then
    return
  end
  local texts = {}
  for i, fact in ipairs(facts) do
    local detail = type(fact.detail) == 'table' and cjson.encode(fact.detail) or fact.detail
    texts[i] = fact.text .. (detail and ',"d":' .. detail or '') .. '}'
  end
  local number = redis.call('HINCRBY', keys.root, 'number', #facts)
  facts = {}
  redis.call('XADD', keys.events, epoch .. '-' .. string.format('%.0f', number), 'e',
    '{"at":' .. string.format('%.0f', now) .. ',"f":[' .. table.concat(texts, ',') .. ']}')
end
