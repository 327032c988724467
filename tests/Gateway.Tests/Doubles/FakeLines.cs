using Helpline.Contracts;

namespace Helpline.Gateway.Tests.Doubles;

/// <summary>Two lines, one of them without texts.</summary>
internal sealed class FakeLines : IServiceLines
{
    public const string PhoneNumber = "+448081570001";
    public const string SmsNumber = "+447700900001";
    public const string OtherPhoneNumber = "+448081570002";

    public static ServiceLine Northants { get; } = new(
        new("northants"), new("main"), "Northamptonshire", "Northamptonshire", "en", "Hello, this is the helpline for Northamptonshire.",
        [new(Channel.Phone, PhoneNumber), new(Channel.Sms, SmsNumber)]);

    public static ServiceLine Cymru { get; } = new(
        new("cymru"), new("main"), "Cymru", "Wales", "cy", "Helo, dyma'r llinell gymorth.", [new(Channel.Phone, OtherPhoneNumber)]);

    public IReadOnlyList<ServiceLine> All => [Northants, Cymru];

    public ServiceLine? Find(LineId id) => All.FirstOrDefault(l => l.Id == id);

    public ServiceLine? FindByAddress(Channel channel, string address) =>
        All.FirstOrDefault(l => l.Addresses.Contains(new LineAddress(channel, address)));

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
