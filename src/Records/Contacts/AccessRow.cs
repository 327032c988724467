namespace Helpline.Records.Contacts;

/// <summary>Who looked at what, and why. Only ever added to.</summary>
internal sealed class AccessRow
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public DateTimeOffset At { get; set; }

    public Guid AgentId { get; set; }

    public Guid ContactId { get; set; }

    /// <summary>Why they may: see <see cref="Reader.Purpose"/>.</summary>
    public string Purpose { get; set; } = "";

    /// <summary>What they saw: <c>thread</c>, <c>address</c>, <c>outcome</c>, or <c>call-listen</c> and its kin.</summary>
    public string What { get; set; } = "";

    /// <summary>Their own words, which may name the person.</summary>
    public byte[]? ReasonSealed { get; set; }
}
