-- What an agent says of themselves. Becoming available matches at once; an agent who becomes anything else loses an offer still ringing.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] agent  ARGV[2] status  ARGV[3] reason or ''; then the common arguments (call.lua)
-- Returns { StepOutcome }
--- @include steps
local agent, reason = loadAgent(ARGV[1]), ARGV[3] ~= '' and ARGV[3] or nil
if not agent then
  return { StepOutcome.Unknown }
elseif agent.status == ARGV[2] and agent.reason == reason then
  return { StepOutcome.Done }
end

setStatus(agent, ARGV[2], reason)
for _, id in ipairs(agent.status ~= 'available' and workOf(agent.id).ids or {}) do
  local assignment = loadAssignment(id)
  if assignment.state == 'offered' then
    decline(assignment, 'notNow')
  end
end
settle(agent)
finish()
return { StepOutcome.Done }
