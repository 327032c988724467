using System.Security.Cryptography;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Host.Demo;

/// <summary>Someone a newcomer can be. The password is new at every start and printed once.</summary>
internal sealed record DemoAccount(string UserName, string DisplayName, IReadOnlyList<string> Roles, IReadOnlyDictionary<Channel, int> Capacity, params IReadOnlyList<string> Backups)
{
    // Letters and digits that nobody mistakes for another when copying from a terminal.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly Dictionary<Channel, int> Everything = new() { [Channel.Phone] = 1, [Channel.Sms] = 3, [Channel.Email] = 3, [Channel.BslVideo] = 1 };

    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("maya", "Maya", [Records.Roles.Agent], Everything),
        new("tom", "Tom", [Records.Roles.Agent], Everything),
        new("nia", "Nia", [Records.Roles.Agent], Everything, "on-call"),
        new("sam", "Sam", [Records.Roles.Supervisor], new Dictionary<Channel, int>()),
    ];

    public string Password { get; } = RandomNumberGenerator.GetString(Alphabet, 12);

    public NewAccount ToAccount(IReadOnlyList<ServiceLine> lines) => new(
        UserName,
        DisplayName,
        Password,
        lines[0].Pool,
        Roles,
        [.. lines.SelectMany(l => new[] { Skill.Line(l.Id), Skill.Language(l.Language) }).Distinct(StringComparer.Ordinal)],
        Capacity,
        Backups);
}
