-- The outcome is logged: the assignment is done, and the agent gets the next contact in the same step.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] assignment  ARGV[2] agent; then the common arguments (call.lua)
-- Returns { StepOutcome }
local assignment = loadAssignment(ARGV[1])
local refused = refuse(assignment, ARGV[2], 'complete', { done = true })
if refused then
  return { refused }
end

local contact, agent = loadContact(assignment.contact), loadAgent(assignment.agent)
move(assignment, 'complete')
if contact then
  local left = {}
  for _, id in ipairs(contact.wraps or {}) do
    left[#left + 1] = id ~= assignment.id and id or nil
  end
  contact.wraps = left[1] and left or nil
  saveContact(contact)
end
emit('completed', { contact = contact, assignment = assignment })
if agent then
  agent.idle = now
  settle(agent)
end
return { StepOutcome.Done }
