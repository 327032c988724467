-- The agent goes on with a parked conversation of their own accord.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] assignment  ARGV[2] agent; then the common arguments (call.lua)
-- Returns { StepOutcome }
local assignment = loadAssignment(ARGV[1])
local refused = refuse(assignment, ARGV[2], 'resume', { active = true })
local agent = not refused and loadAgent(assignment.agent)
if not refused then
  local work = agent and workOf(agent.id)
  if not (agent and hasRoom(agent, work) and takes(profileOf(agent), work, assignment.channel)) then
    refused = StepOutcome.NotPossibleNow
  end
end
if refused then
  return { refused }
end

resume(agent, loadContact(assignment.contact))
return { StepOutcome.Done }
