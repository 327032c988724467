-- Which of several free agents is asked: a named order of facts, strongest first, packed into one score; the lowest is asked first.
-- Each fact is below its size, so a stronger fact always outweighs all weaker ones together; the product of sizes stays below 2^53.
-- The tests hold a pure model of it in C# and compare the two on random agents.
local IDLE_SIZE = 2 ^ 42
local policy = {
  name = 'longest-idle',
  facts = {
    { size = IDLE_SIZE, of = function(agent) return agent.idle end },
  },
}

local function rank(agent)
  local score = 0
  for _, fact in ipairs(policy.facts) do
    score = score * fact.size + fact.of(agent)
  end
  return score
end

-- The weakest fact of every policy is when the agent was last free or given work.
local function idleSince(score)
  return score % IDLE_SIZE
end
