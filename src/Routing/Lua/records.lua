-- Contacts, assignments and agents as JSON records. One record is one Lua table for the whole call, so two functions
-- never hold two versions of it. What is over stays known for an hour, so that a repeat is answered and nothing comes back.
local KEPT_SECONDS = 3600

local function fetch(hash, id, kept)
  local at = hash .. id
  local record = loaded[at]
  if record == nil then
    local json = redis.call('HGET', hash, id)
    if not json and kept then
      json = redis.call('GET', kept(id))
    end
    record = json and cjson.decode(json) or false
    loaded[at] = record
    if record then
      packed[record] = json
    end
  end
  return record
end

local function loadContact(id) return fetch(keys.contacts, id, keys.closed) end
local function loadAssignment(id) return fetch(keys.assignments, id, keys.ended) end
local function loadAgent(id) return fetch(keys.agents, id) end

-- A record that is only passed on: its text is not read.
local function unread(hash, id)
  if loaded[hash .. id] then
    return loaded[hash .. id]
  end
  local record = {}
  packed[record] = redis.call('HGET', hash, id)
  return packed[record] and record or nil
end

local function pack(hash, record)
  loaded[hash .. record.id] = record
  packed[record] = cjson.encode(record)
  return packed[record]
end

local function save(hash, record)
  redis.call('HSET', hash, record.id, pack(hash, record))
end

local function retire(hash, record, key)
  redis.call('HDEL', hash, record.id)
  redis.call('SET', key, pack(hash, record), 'EX', KEPT_SECONDS)
end

local function saveAgent(agent) save(keys.agents, agent) end

-- A closed contact stays among the open ones while somebody still wraps it up.
local function saveContact(contact)
  if contact.state == 'closed' and not contact.asg and not contact.wraps then
    retire(keys.contacts, contact, keys.closed(contact.id))
  else
    save(keys.contacts, contact)
  end
end

local function saveAssignment(assignment, isNew)
  local work = keys.work(assignment.agent)
  if IsOpen[assignment.state] then
    save(keys.assignments, assignment)
    if isNew then
      redis.call('SADD', work, assignment.id)
    end
  else
    retire(keys.assignments, assignment, keys.ended(assignment.id))
    redis.call('SREM', work, assignment.id)
  end
end
