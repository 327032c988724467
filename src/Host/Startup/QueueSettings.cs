using System.Reflection;
using Helpline.Contracts;

namespace Helpline.Host.Startup;

/// <summary>Section <c>Lines:{id}:Queue</c>: how the contacts of a line wait. Its names are those of <see cref="QueuePolicy"/>.</summary>
/// <param name="Policy">What it says; the default where it says nothing.</param>
/// <param name="Problems">What is wrong with it, each with the setting's name.</param>
internal sealed record QueueSettings(QueuePolicy Policy, IReadOnlyList<string> Problems)
{
    public static QueueSettings Read(IConfigurationSection section)
    {
        // The binder leaves out what it does not know, without a word: a mistyped name would be a setting that does nothing.
        string[] unknown = [.. UnknownNames(section), .. UnknownChannels(section)];
        if (unknown.Length > 0)
        {
            return new(QueuePolicy.Default, unknown);
        }

        try
        {
            var policy = section.Get<QueuePolicy>(o => o.ErrorOnUnknownConfiguration = true) ?? QueuePolicy.Default;
            return new(policy, [.. policy.Problems().Select(p => $"{section.Path}: {p}.")]);
        }
        catch (InvalidOperationException e)
        {
            return new(QueuePolicy.Default, [$"{section.Path}: {e.InnerException?.Message ?? e.Message}"]);
        }
    }

    private static IEnumerable<string> UnknownNames(IConfigurationSection section) =>
        UnknownNames(section, typeof(QueuePolicy))
            .Concat(Stages(section).SelectMany(stage => UnknownNames(stage, typeof(QueueStage))));

    private static IEnumerable<string> UnknownNames(IConfigurationSection section, Type type)
    {
        var names = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name).ToList();
        return section.GetChildren()
            .Where(setting => !names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            .Select(setting => $"{setting.Path} is not a setting: use {string.Join(", ", names)}.");
    }

    private static IEnumerable<string> UnknownChannels(IConfigurationSection section)
    {
        var byChannel = new[] { nameof(QueuePolicy.OfferSeconds), nameof(QueuePolicy.ExpireSeconds) }
            .SelectMany(name => section.GetSection(name).GetChildren()).Select(s => (s.Path, Name: s.Key));
        var ofStages = Stages(section)
            .SelectMany(stage => stage.GetSection(nameof(QueueStage.Channels)).GetChildren()).Select(s => (s.Path, Name: s.Value ?? ""));
        return byChannel.Concat(ofStages)
            .Where(c => !Enum.GetNames<Channel>().Contains(c.Name, StringComparer.OrdinalIgnoreCase))
            .Select(c => $"{c.Path}: '{c.Name}' is not a channel: use one of {string.Join(", ", Enum.GetNames<Channel>())}.");
    }

    private static IEnumerable<IConfigurationSection> Stages(IConfigurationSection section) => section.GetSection(nameof(QueuePolicy.Stages)).GetChildren();
}
