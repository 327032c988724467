-- The agent gives a parked conversation back to the pool.
-- KEYS[1] the pool's root; the others are built in keys.lua and share its hash tag.
-- ARGV[1] assignment  ARGV[2] agent; then the common arguments (call.lua)
-- Returns { StepOutcome }
local assignment = loadAssignment(ARGV[1])
local refused = refuse(assignment, ARGV[2], 'release', { released = true })
if refused then
  return { refused }
end

giveBack(assignment, 'byAgent')
settleById(assignment.agent)
return { StepOutcome.Done }
