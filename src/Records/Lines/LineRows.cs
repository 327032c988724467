using Helpline.Contracts;

namespace Helpline.Records.Lines;

internal sealed class ServiceLineRow
{
    public string Id { get; set; } = "";

    public string Pool { get; set; } = "";

    public string Name { get; set; } = "";

    public string Area { get; set; } = "";

    public string Language { get; set; } = "";

    public string Greeting { get; set; } = "";

    /// <summary>See <see cref="QueueJson"/>; null is the default policy.</summary>
    public string? Queue { get; set; }

    public List<LineAddressRow> Addresses { get; set; } = [];
}

internal sealed class LineAddressRow
{
    public Channel Channel { get; set; }

    public string Address { get; set; } = "";

    public string LineId { get; set; } = "";
}
