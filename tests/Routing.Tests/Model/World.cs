using Helpline.Contracts;

namespace Helpline.Routing.Tests.Model;

/// <summary>The lines, demands and agents of random histories: few enough to meet, different enough to disagree.</summary>
internal static class World
{
    private static readonly string[] Skills = ["lang:en", "lang:cy", "bsl", "specialism:faith", "line:northants", "line:rutland", "line:corby"];

    /// <summary>A line as it comes, one that widens and interrupts, one that expires and spares.</summary>
    public static IReadOnlyList<ServiceLine> Lines { get; } =
    [
        Line("northants", QueuePolicy.Default),
        Line("rutland", new()
        {
            Choice = ChoicePolicy.LongestIdle,
            CallsInterruptWriting = true,
            StorySeconds = 15,
            Stages = [new() { AfterSeconds = 12, LowerLevelsTo = 1 }, new() { AfterSeconds = 30, Drop = ["specialism"], Open = ["on-call"] }],
            OfferSeconds = new Dictionary<Channel, int> { [Channel.Phone] = 9, [Channel.Sms] = 30 },
        }),
        Line("corby", new()
        {
            Choice = ChoicePolicy.SpareSkill,
            StorySeconds = 40,
            Stages = [new() { AfterSeconds = 20, Open = ["on-call"] }, new() { AfterSeconds = 45, Drop = ["line"], Channels = [Channel.Phone, Channel.Email] }],
            ExpireSeconds = new Dictionary<Channel, int> { [Channel.Phone] = 90, [Channel.Sms] = 240 },
        }),
    ];

    public static ServiceLine? LineOf(LineId line) => Lines.FirstOrDefault(l => l.Id == line);

    public static Demand RandomDemand(Random random, LineId line)
    {
        var channel = random.Next(10) switch { < 4 => Channel.Phone, < 5 => Channel.BslVideo, < 8 => Channel.Sms, _ => Channel.Email };
        List<string> skills = channel == Channel.BslVideo ? [Skill.Bsl] : [random.Next(4) > 0 ? "lang:en" : "lang:cy"];
        if (random.Next(3) == 0)
        {
            skills.Add(Skill.Line(line));
        }

        if (random.Next(4) == 0)
        {
            skills.Add(Skill.AtLevel("specialism:faith", random.Next(1, 4)));
        }

        return new(channel, skills);
    }

    public static AgentProfile RandomProfile(Random random, AgentId agent) => new(
        agent,
        [.. Skills.Where(_ => random.Next(4) > 0).Select(s => Skill.AtLevel(s, random.Next(1, 4)))],
        new Dictionary<Channel, int>
        {
            [Channel.Phone] = random.Next(5) > 0 ? 1 : 0,
            [Channel.BslVideo] = random.Next(3) > 0 ? 1 : 0,
            [Channel.Sms] = random.Next(4),
            [Channel.Email] = random.Next(3),
        },
        random.Next(5) == 0 ? ["on-call"] : []);

    private static ServiceLine Line(string id, QueuePolicy policy) => new(new(id), Nodes.Pools.Main, id, "Anywhere", "en", "Hello.", []) { Queue = policy };
}
