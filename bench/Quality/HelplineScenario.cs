using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.Bench.Quality;

/// <summary>
/// An invented helpline that is open day and night: calls, texts, e-mails and BSL video, a day's shape, several languages, and agents of whom no two are quite alike.
/// Its volumes and times are assumptions, written down in docs/performance.md; patience and durations are exponential.
/// </summary>
internal static class HelplineScenario
{
    public const int DayBegins = 8;
    public const int NightBegins = 20;

    /// <summary>Seconds until an agent takes an offer.</summary>
    public const double Ring = 8;

    private static readonly PoolId Pool = new("helpline");
    private static readonly LineId LineId = new("helpline");
    private static readonly IReadOnlyDictionary<Channel, int> Capacity =
        new Dictionary<Channel, int> { [Channel.Phone] = 1, [Channel.Sms] = 3, [Channel.Email] = 5 };

    private static readonly string[] AllLanguages = ["en", "pa", "pl", "ur"];

    /// <summary>Times in minutes, arrivals an hour by day, in the evening until midnight, and from then until morning.</summary>
    private static readonly Kind[] Kinds =
    [
        new(Channel.Phone, Day: 12, Evening: 7, Night: 3, Talk: 18, WrapUp: 5, Patience: 5, WithinSeconds: 30),
        new(Channel.Sms, Day: 6, Evening: 5, Night: 2, Talk: 30, WrapUp: 3, Patience: 20, WithinSeconds: 60),
        new(Channel.Email, Day: 4, Evening: 2, Night: 1, Talk: 12, WrapUp: 2, Patience: null, WithinSeconds: 3600),
        new(Channel.BslVideo, Day: 0.6, Evening: 0.3, Night: 0.1, Talk: 28, WrapUp: 8, Patience: 10, WithinSeconds: 30),
    ];

    /// <summary>The wait within which an answer counts, in seconds.</summary>
    public static int WithinSeconds(Channel channel) => Array.Find(Kinds, k => k.Channel == channel)!.WithinSeconds;

    /// <param name="callsInterrupt">A call may ring at an agent who has written work.</param>
    /// <summary>The line: levels are lowered after a minute, and after two anybody may come, with an interpreter.</summary>
    public static ServiceLine Line(bool callsInterrupt = false) => new(LineId, Pool, "Helpline", "Everywhere", "en", "", [])
    {
        Queue = QueuePolicy.Default with
        {
            CallsInterruptWriting = callsInterrupt,
            Stages =
            [
                new() { AfterSeconds = 60, LowerLevelsTo = 1 },
                new() { AfterSeconds = 120, Drop = ["specialism", .. AllLanguages.Select(Skill.Language)], Channels = [Channel.Phone, Channel.Sms] },
            ],
        },
    };

    /// <summary>So many people; equal seeds draw equal people.</summary>
    public static IEnumerable<Caller> Callers(int count, ulong seed)
    {
        var (random, at, most) = (new Draws(seed), 0.0, Kinds.Sum(k => k.Day));
        while (count > 0)
        {
            // At the busiest hour's rate, and thinned to the rate of the hour.
            at += random.Exponential(3600 / most);
            var (hour, share) = ((int)(at / 3600) % 24, random.Uniform() * most);
            if (Array.Find(Kinds, k => (share -= k.At(hour)) < 0) is { } kind)
            {
                count--;
                yield return Draw(kind, at, random);
            }
        }
    }

    /// <summary>Eleven by day, of whom one signs BSL, and three by night.</summary>
    public static IReadOnlyList<Shift> Shifts() =>
    [
        SignsByDay(0),
        ByDay(1, "pa", disability: 2), ByDay(2, "pa", disability: 3), ByDay(3, "ur"), ByDay(4, "pl", disability: 2), ByDay(5, "pl"), ByDay(6, disability: 3),
        .. Enumerable.Range(7, 4).Select(i => ByDay(i)),
        ByNight(11, "pa"), ByNight(12, disability: 2), ByNight(13),
    ];

    /// <summary>The number of an agent beyond those of <see cref="Shifts"/>.</summary>
    public const int OneMore = 14;

    public static Shift ByDay(int number, string? language = null, int disability = 1) => new(Agent(number, language, disability, Capacity), DayBegins, NightBegins);

    public static Shift ByNight(int number, string? language = null, int disability = 1) => new(Agent(number, language, disability, Capacity), NightBegins, DayBegins);

    public static Shift SignsByDay(int number)
    {
        var agent = Agent(number, null, 1, new Dictionary<Channel, int>(Capacity) { [Channel.BslVideo] = 1 });
        return new(agent with { Skills = [.. agent.Skills, Skill.Bsl] }, DayBegins, NightBegins);
    }

    private static AgentProfile Agent(int number, string? language, int disability, IReadOnlyDictionary<Channel, int> capacity) => new(
        Numbered.Agent(number),
        [Skill.Line(LineId), Skill.Language("en"), .. language is null ? (string[])[] : [Skill.Language(language)], Skill.AtLevel("specialism:disability", disability)],
        capacity);

    private static Caller Draw(Kind kind, double at, Draws random)
    {
        var (language, disability) = (LanguageOf(random.Uniform()), random.Uniform() < 0.1);
        string[] skills = kind.Channel switch
        {
            Channel.BslVideo => [Skill.Line(LineId), Skill.Bsl],
            Channel.Email => [Skill.Line(LineId), Skill.Language("en")],
            Channel.Phone or Channel.Sms when disability => [Skill.Line(LineId), Skill.Language(language), Skill.AtLevel("specialism:disability", 2)],
            Channel.Phone or Channel.Sms => [Skill.Line(LineId), Skill.Language(language)],
        };
        long Minutes(double mean) => Draws.Milliseconds(60 * random.Exponential(mean));
        return new(new(kind.Channel, skills), Draws.Milliseconds(at), Minutes(kind.Talk), Minutes(kind.WrapUp), kind.Patience is { } patience ? Minutes(patience) : null);
    }

    private static string LanguageOf(double share) => share switch { < 0.05 => "pa", < 0.09 => "pl", < 0.12 => "ur", _ => "en" };

    private sealed record Kind(Channel Channel, double Day, double Evening, double Night, double Talk, double WrapUp, double? Patience, int WithinSeconds)
    {
        public double At(int hour) => hour is >= DayBegins and < NightBegins ? Day : hour >= NightBegins ? Evening : Night;
    }
}
