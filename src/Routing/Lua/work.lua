-- What an agent has in hand, and what they could take beside it. Read from the set of their open assignments, never from a counter.
local function isReady(agent) return agent.status == 'available' and agent.connected end

local function workOf(id)
  local work = { used = {}, written = 0, open = 0, ids = {} }
  local ids = redis.call('SMEMBERS', keys.work(id))
  table.sort(ids)
  for i, assignmentId in ipairs(ids) do
    local assignment = loadAssignment(assignmentId)
    local channel, state = assignment.channel, assignment.state
    work.open = i
    work.ids[i] = assignmentId
    if TakesRoom[state] then
      work.offered = work.offered or state == 'offered'
      work.exclusive = work.exclusive or Exclusive[channel]
      work.live = work.live or (Exclusive[channel] and state ~= 'wrapUp')
      work.used[channel] = (work.used[channel] or 0) + 1
      work.written = work.written + (Exclusive[channel] and 0 or 1)
    end
  end
  return work
end

-- One open offer at a time; a live call or video leaves room for nothing.
local function hasRoom(agent, work) return isReady(agent) and not work.offered and not work.exclusive end

-- Whether somebody who has room at all could take something of this channel. Written work in hand leaves room for a call only where policy says so.
local function takes(profile, work, channel, interrupts)
  local capacity = profile.capacity[channel] or 0
  if Exclusive[channel] then
    return capacity >= 1 and (work.written == 0 or interrupts)
  end
  return capacity > (work.used[channel] or 0)
end

-- A call that the agent begins goes beside what they write and what they wrap up, but not beside another call or an offer.
local function mayBegin(contact, agent, profile, work, channel)
  return contact.begunBy == agent.id and isReady(agent) and not work.offered and not work.live and (profile.capacity[channel] or 0) >= 1
end

local function isFree(agent, profile, work, queue)
  return hasRoom(agent, work) and takes(profile, work, queue.channel, queue.interrupts)
end
